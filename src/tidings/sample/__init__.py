"""The bundled sample: invented news by invented publishers."""
