"""What gunicorn serves: `couplebridge.wsgi:app`."""

from couplebridge import create_app

app = create_app()
