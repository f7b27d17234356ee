"""`afterword serve`."""

from argparse import Namespace

from afterword.host.serving import serve


def run(options: Namespace) -> None:
    serve(host=options.host, port=options.port, https=options.https, worker=options.worker)
