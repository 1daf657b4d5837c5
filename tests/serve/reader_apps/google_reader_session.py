"""A reader's session by the client library google-reader, which needs Python 3.12 or newer.

Run beside the tests by such a Python, with an address, a name and a password, this prints
as JSON what the library made of our answers. Its dataclasses take no key too many and none too few.
"""

import json
import sys

import google_reader as library

STATE = "user/-/state/com.google/"
READ, STARRED, ALL = f"{STATE}read", f"{STATE}starred", f"{STATE}reading-list"


def main(address: str, name: str, password: str) -> dict[str, object]:
    """Log in, list, read, mark, star, sort into folders, subscribe and leave."""
    client = library.Client(address)
    try:
        client.login(name, "wrong")
        refused = False
    except library.AuthenticationError:
        refused = True
    auth = client.login(name, password)
    token = client.get_token(auth)

    def ids(stream: str = ALL, **asked: object) -> list[int]:
        found = client.get_stream_items_ids(auth, stream, **asked)
        return [int(one.id) for one in found.item_refs]

    seen: dict[str, object] = {
        "refused": refused,
        "name": client.get_user_info(auth).user_name,
        "titles": [one.title for one in client.list_subscriptions(auth)],
        "all": ids(),
        "oldest": ids(limit=3, direction="asc"),
    }
    first = client.get_stream_items_ids(auth, ALL, limit=5)
    seen["next"] = ids(limit=5, continuation=first.continuation)
    long_ids = [library.get_long_item_id(number) for number in (12, 11)]
    items = client.get_stream_items_contents(auth, token, long_ids).items
    seen["items"] = [one.title for one in items]
    client.edit_tags(auth, token, long_ids, add_tags=[READ])
    client.edit_tags(auth, token, long_ids[:1], add_tags=[STARRED])
    seen["unread"] = ids(exclude_target=READ)
    seen["starred"] = ids(STARRED)
    client.edit_tags(auth, token, long_ids[:1], remove_tags=[STARRED, READ])
    seen["starred after"] = ids(STARRED)
    one = client.list_subscriptions(auth)[0].id
    label = library.get_label_id("Mine")
    client.edit_subscription(auth, token, one, "edit", add_label_id=label, title="Renamed")
    (edited,) = (s for s in client.list_subscriptions(auth) if s.id == one)
    seen["edited"] = [edited.title, [tag.label for tag in edited.categories]]
    client.rename_tag(auth, token, label, "Ours")
    seen["tags"] = [tag.id for tag in client.list_tags(auth) if tag.id.endswith("Ours")]
    client.disable_tag(auth, token, library.get_label_id("Ours"))
    client.edit_subscription(auth, token, one, "unsubscribe")
    seen["left"] = [s.title for s in client.list_subscriptions(auth)]
    client.mark_all_as_read(auth, token, ALL)
    seen["unread after"] = ids(exclude_target=READ)
    return seen


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
