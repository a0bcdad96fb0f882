"""What the chart of Zero to JupyterHub says of the settings that are used here.

Read from `jupyterhub/values.schema.yaml` at commit 02dd73d of
jupyterhub/zero-to-jupyterhub-k8s (chart 4.x; Modified BSD license), which was read
whole: places, types and choices, no texts. In every group named here the schema refuses
unknown names (`additionalProperties: false`), but not in OPEN ones.
"""

SETTINGS = {
    "hub.config": "object",
    "hub.concurrentSpawnLimit": "integer null",
    "hub.activeServerLimit": "integer null",
    "hub.shutdownOnLogout": "boolean null",
    "hub.db.type": ["sqlite-pvc", "sqlite-memory", "mysql", "postgres", "other"],
    "hub.db.url": "string null",
    "hub.db.password": "string null",
    "hub.db.pvc.storage": "string",
    "proxy.https.enabled": "boolean null",
    "proxy.https.type": [None, "", "letsencrypt", "manual", "offload", "secret"],
    "proxy.https.hosts": "array",
    "proxy.https.letsencrypt.contactEmail": "string null",
    "proxy.https.manual.key": "string null",
    "proxy.https.manual.cert": "string null",
    "singleuser.image.name": "string",
    "singleuser.image.tag": "string",
    "singleuser.image.pullPolicy": [None, "", "IfNotPresent", "Always", "Never"],
    "singleuser.image.pullSecrets": "array",
    "singleuser.cmd": "array string null",
    "singleuser.defaultUrl": "string null",
    "singleuser.startTimeout": "integer null",
    "singleuser.memory.guarantee": "number string null",
    "singleuser.memory.limit": "number string null",
    "singleuser.cpu.guarantee": "number null",
    "singleuser.cpu.limit": "number null",
    "singleuser.uid": "integer null",
    "singleuser.fsGid": "integer null",
    "singleuser.storage.type": ["dynamic", "static", "none"],
    "singleuser.storage.capacity": "string null",
    "singleuser.storage.homeMountPath": "string",
    "singleuser.extraEnv": "object array",
    "singleuser.allowPrivilegeEscalation": "boolean null",
    "singleuser.networkPolicy.enabled": "boolean",
    "singleuser.networkPolicy.ingress": "array",
    "singleuser.networkPolicy.egress": "array",
    "singleuser.networkPolicy.egressAllowRules.cloudMetadataServer": "boolean",
    "singleuser.networkPolicy.egressAllowRules.dnsPortsCloudMetadataServer": "boolean",
    "singleuser.networkPolicy.egressAllowRules.dnsPortsKubeSystemNamespace": "boolean",
    "singleuser.networkPolicy.egressAllowRules.dnsPortsPrivateIPs": "boolean",
    "singleuser.networkPolicy.egressAllowRules.nonPrivateIPs": "boolean",
    "singleuser.networkPolicy.egressAllowRules.privateIPs": "boolean",
    "prePuller.hook.enabled": "boolean",
    "prePuller.hook.pullOnlyOnChanges": "boolean",
    "prePuller.continuous.enabled": "boolean",
    "scheduling.userScheduler.enabled": "boolean",
    "scheduling.userScheduler.replicas": "integer",
    "scheduling.podPriority.enabled": "boolean",
    "scheduling.userPlaceholder.enabled": "boolean",
    "scheduling.userPlaceholder.replicas": "integer",
    "cull.enabled": "boolean",
    "cull.users": "boolean null",
    "cull.adminUsers": "boolean null",
    "cull.removeNamedServers": "boolean null",
    "cull.every": "integer null",
    "cull.timeout": "integer null",
    "cull.concurrency": "integer null",
    "cull.maxAge": "integer null",
}
OPEN = ("hub.config", "singleuser.extraEnv")  # any names below
# Where one is set, these must be, too; the chart's own defaults do not give them.
TOGETHER = {
    "hub.db.pvc": ["storage"],
    "singleuser.image": ["name", "tag"],
    "singleuser.storage": ["type", "homeMountPath"],
}
KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def refusal(place, value):
    """Return why the chart would refuse a value at a place, or ""."""
    if place not in SETTINGS:
        return f"The chart has no {place}."
    wanted = SETTINGS[place]
    if isinstance(wanted, list):
        return "" if value in wanted else f"{place} is one of {wanted}, not {value!r}."
    if any(is_a(kind, value) for kind in wanted.split()):
        return ""
    return f"{place} is {wanted.replace(' ', ' or ')}, not {value!r}."


def is_a(kind, value):
    """Say whether a value is of a kind of JSON; true is no number there."""
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, KINDS[kind])


def settings_of(values, place=""):
    """Yield (place, value) of all that is set, as deep as the chart names it."""
    for name, value in values.items():
        here = f"{place}.{name}".lstrip(".")
        if isinstance(value, dict) and here not in OPEN:
            yield from settings_of(value, here)
        else:
            yield here, value
