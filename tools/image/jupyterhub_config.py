"""A JupyterHub on this machine alone, whose servers are those of the image: hub.ts starts it."""

import json
import os

given = json.loads(os.environ["DOWNHILL_HUB"])
c = get_config()  # noqa: F821

c.JupyterHub.bind_url = f"http://127.0.0.1:{given['port']}"
c.JupyterHub.hub_ip = "127.0.0.1"
c.JupyterHub.hub_port = given["hubPort"]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{given['proxyPort']}"
c.ConfigurableHTTPProxy.command = given["proxy"]

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
# Who asks for the servers and speaks to them: one program for the whole class.
c.JupyterHub.services = [{"name": "class", "api_token": given["token"]}]
c.JupyterHub.load_roles = [
    {
        "name": "class",
        "services": ["class"],
        "scopes": ["admin:users", "admin:servers", "access:servers"],
    }
]

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = given["homes"] + "/{username}"
# As docs/jupyterhub.md has it: the image's entry point, and the user's home as the server's root.
c.Spawner.cmd = [given["start"], "jupyterhub-singleuser"]
c.Spawner.notebook_dir = given["homes"] + "/{username}"
c.Spawner.environment = {"REPO_DIR": given["repo"]}
# Jupyter refuses root, which is the usual user in CI.
c.Spawner.args = ["--log-level=WARN", *(["--allow-root"] if os.getuid() == 0 else [])]
# Eight servers that start at once on two busy cores take longer than the 30 s that are usual.
c.Spawner.http_timeout = 240
# The hub answers at once that it is starting a server, and visit.py asks what became of it.
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}

# So that hub.ts shows what went wrong, and not each request.
c.JupyterHub.log_level = "WARN"
c.ConfigurableHTTPProxy.log_level = "warn"
