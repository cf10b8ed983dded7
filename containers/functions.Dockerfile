# The back-end. Build from the repository's root:
#   docker build -f containers/functions.Dockerfile .                    Microsoft's Functions host
#   docker build -f containers/functions.Dockerfile --target gunicorn .  plain gunicorn, a small image

# --- The same triggers behind our own host: Python, gunicorn and nothing of .NET
FROM python:3.13-slim-bookworm AS gunicorn

# psqlODBC; of Debian's own release, so no version is pinned here.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends odbc-postgresql \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin xporter
WORKDIR /app
COPY requirements.txt telemetry-requirements.txt ./
COPY web/requirements.txt web/requirements.txt
COPY local/host/requirements.txt local/host/requirements.txt
RUN pip install --no-cache-dir --disable-pip-version-check \
    -r requirements.txt -r local/host/requirements.txt
COPY function_app.py host.json ./
COPY local/__init__.py local/ports.py local/
COPY local/host/ local/host/
COPY shared/ shared/
COPY functions/ functions/

ENV LC_ALL=C.UTF-8 PYTHONUNBUFFERED=1 PYTHON_THREADPOOL_THREAD_COUNT=32 \
    MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=67108864
USER 10001
EXPOSE 7071
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --start-interval=1s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7071/api/healthz', timeout=4)"]
CMD ["python", "-m", "local.host", "--address", "0.0.0.0", "--port", "7071"]

# --- Microsoft's Functions host and Python worker; has the ODBC Driver 18 for SQL Server
FROM mcr.microsoft.com/azure-functions/python:4-python3.13 AS functions-host

# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends odbc-postgresql \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin xporter \
    && install -d -o 10001 /home/site/wwwroot /home/data /home/LogFiles /azure-functions-host/Secrets
WORKDIR /home/site/wwwroot
COPY requirements.txt telemetry-requirements.txt ./
RUN python -m pip install --no-cache-dir --disable-pip-version-check -r requirements.txt
COPY function_app.py host.json ./
COPY shared/ shared/
COPY functions/ functions/

# An account that is not root's may not listen on the base image's port 80. Function keys are files
# below /azure-functions-host/Secrets, since there is no storage account; DL3064 takes the name of
# that setting for a secret.
# hadolint ignore=DL3064
ENV ASPNETCORE_URLS=http://+:7071 \
    AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureWebJobsSecretStorageType=files \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=67108864 \
    LC_ALL=C.UTF-8 PYTHON_THREADPOOL_THREAD_COUNT=32
USER 10001
EXPOSE 7071
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=2s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7071/api/healthz', timeout=4)"]
