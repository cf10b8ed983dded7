"""A stand-in for the Azure Functions host: serves the HTTP functions of a FunctionApp.

It uses the public interface of azure-functions only and repeats the host's rules, so that what
works here works there. It serves HTTP triggers; other triggers are listed and never run.
"""
