#!/usr/bin/env python3
"""Fills deploy/secrets with new random secrets and a self-signed certificate; what is there already stays.

The folder is closed to others (0700). Its files are readable inside, because each container runs as a user of
its own. Keep vault_keys somewhere safe and apart from the database: without it no case can be read again.
"""

import base64
import secrets
import subprocess
import sys
from pathlib import Path

SERVER = "database:5432/casework"
ROLES = ("app", "owner", "worker", "auditor", "backup")


def main(folder: Path, host: str) -> None:
    """Write every secret that is missing."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    admin, broker = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    if not (folder / "database_admin_password").exists():
        write(folder, "database_admin_password", admin)
        write(folder, "database_admin_url", f"postgresql://postgres:{admin}@database:5432/postgres")
    if not (folder / "valkey.conf").exists():
        write(folder, "valkey.conf", f"requirepass {broker}\nappendonly yes\ndir /data\n")
        write(folder, "redis_url", f"redis://:{broker}@valkey:6379/0")
    for role in ROLES:
        write(folder, f"database_{role}_url", f"postgresql://{role}:{secrets.token_urlsafe(32)}@{SERVER}")
    write(folder, "secret_key", secrets.token_urlsafe(48))
    write(folder, "vault_keys", "1:" + base64.b64encode(secrets.token_bytes(32)).decode())
    certificate(folder, host)


def write(folder: Path, name: str, text: str) -> None:
    """A file that exists is never replaced."""
    path = folder / name
    if not path.exists():
        path.write_text(text + "\n")
        path.chmod(0o444)


def certificate(folder: Path, host: str) -> None:
    """A certificate to begin with; put the real one in its place."""
    if (folder / "tls.crt").exists():
        return
    command = ["openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "90"]
    names = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    files = ["-keyout", f"{folder}/tls.key", "-out", f"{folder}/tls.crt"]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    for name in ("tls.crt", "tls.key"):
        (folder / name).chmod(0o444)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: deploy/make_secrets.py HOST")
    main(Path(__file__).resolve().parent / "secrets", sys.argv[1])
