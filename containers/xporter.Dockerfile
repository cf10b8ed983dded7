# The command line `xporter`, with the SQL files and the sample school: for set-up, upgrades and
# imports. Build from the repository's root: docker build -f containers/xporter.Dockerfile .
FROM python:3.13-slim-bookworm

# psqlODBC; of Debian's own release, so no version is pinned here.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends odbc-postgresql \
    && rm -rf /var/lib/apt/lists/*
# The folders that volumes are mounted at: a new volume takes their owner and mode.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin xporter \
    && install -d -o 10001 -m 0700 /run/xporter-owner /run/xporter-app /app/.local
WORKDIR /app
COPY requirements.txt telemetry-requirements.txt ./
COPY admin/requirements.txt admin/requirements.txt
RUN pip install --no-cache-dir --disable-pip-version-check \
    -r requirements.txt -r admin/requirements.txt
COPY admin/ admin/
COPY containers/ containers/
COPY functions/ functions/
COPY local/ local/
COPY samples/ samples/
COPY shared/ shared/
COPY sql/ sql/

ENV LC_ALL=C.UTF-8 PYTHONUNBUFFERED=1 PYTHONPATH=/app
USER 10001
# A run that ends says how it went by its exit code.
HEALTHCHECK NONE
ENTRYPOINT ["python", "-m", "admin"]
CMD ["--help"]
