FROM python:3.11-slim-bookworm AS packages
COPY requirements/runtime.txt /tmp/runtime.txt
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/runtime.txt

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin casework \
    && install -d -o casework -g casework -m 0700 /var/lib/casework
COPY --from=packages /opt/venv /opt/venv
COPY . /srv/casework
WORKDIR /srv/casework
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    CASEWORK_BOOTSTRAP=0 CASEWORK_STATE=/var/lib/casework
USER 10001:10001
CMD ["deploy/web"]
