// Passkeys: asks the browser for one, and sends what it says with the form that stands around.
"use strict";
const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
for (const form of able ? document.querySelectorAll("form[data-passkey]") : []) {
  const { answer } = form.elements;
  form.hidden = false;
  answer.value = "";
  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    const options = JSON.parse(form.dataset.passkey);
    try {
      const found = options.rp
        ? await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          })
        : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          });
      answer.value = JSON.stringify(found);
      form.submit();
    } catch {
      form.querySelector("[role=status]").hidden = false;
    }
  });
}
