"""One page a file: read the request, ask the service, render the reply."""
