"""A real OpenSearch cluster on this machine: several nodes that can be killed and restarted.

The nodes are assembled from published jars (`make .venv/cluster/installed`, see pom.xml) and run without a
security plugin, on 127.0.0.1 only. `python -m tests.cluster.nodes` starts a cluster and prints its addresses.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import msgspec

REPOSITORY = Path(__file__).resolve().parent.parent.parent
HERE = "127.0.0.1"
TIMEOUT = 180.0
"""Seconds to wait for a state of the cluster; long enough for slow and shared machines."""

_PORTS = range(20_000, 32_000)
"""Below the ephemeral ports of systems: a restarted node must find its old ports free."""

FOR_TESTS = ("-Xms256m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For three nodes on two cores: the C1 compiler and the serial collector start in half the time and answer small
requests several times as fast, for as few requests as tests send."""
AS_SERVED = ("-Xms2g", "-Xmx2g")
"""For benchmarks: the memory and the compiler of a production node."""

_JVM = (
    "-Xshare:auto",
    "-Xss1m",
    "-XX:+ExitOnOutOfMemoryError",
    # No files in /tmp that a killed process would leave behind.
    "-XX:-UsePerfData",
    # Without its native library a node cannot detect that it runs as root, as in many containers, and refuse to start.
    "-Djna.nosys=true",
    "-Djna.noclasspath=true",
    # The others are those of OpenSearch's own start script.
    "-Djava.security.manager=allow",
    "-Djava.awt.headless=true",
    "-Djava.locale.providers=SPI,COMPAT",
    "-Dfile.encoding=UTF-8",
    "-Dio.netty.allocator.numDirectArenas=0",
    "-Dio.netty.noKeySetOptimization=true",
    "-Dio.netty.noUnsafe=true",
    "-Dio.netty.recycler.maxCapacityPerThread=0",
    "-Dlog4j.shutdownHookEnabled=false",
    "-Dlog4j2.disable.jmx=true",
    "-Dopensearch.networkaddress.cache.negative.ttl=10",
    "-Dopensearch.networkaddress.cache.ttl=60",
    "-Dopensearch.bundled_jdk=false",
    "-Dopensearch.distribution.type=tar",
)

_LOGGING = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""

_GUARD = "read line; kill -9 0"
"""Waits until its input closes, however this process ends, and then kills its whole process group."""


class ClusterError(Exception):
    """The cluster failed to start or to reach a state; with the end of its nodes' logs."""


class _Health(msgspec.Struct, frozen=True):
    """The state of the cluster as one node knows it."""

    status: str
    number_of_nodes: int
    discovered_cluster_manager: bool


class _Node:
    """One JVM: its folder, its two ports, and its process while it runs."""

    def __init__(self, name: str, folder: Path, ports: tuple[int, int], jvm: tuple[str, ...]) -> None:
        self.name = name
        self._jvm = jvm
        self.port, self.transport_port = ports
        self.address = f"http://{HERE}:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self._folder = folder
        self._log = folder / "log"

    def configure(self, settings: dict[str, object]) -> None:
        """Write the configuration, `settings` and the node's own, into the folder, which must be new."""
        config = self._folder / "config"
        config.mkdir(parents=True)
        (self._folder / "tmp").mkdir()
        own = {
            "node.name": self.name,
            "http.port": self.port,
            "transport.port": self.transport_port,
            "path.data": str(self._folder / "data"),
            "path.logs": str(self._folder / "logs"),
        }
        # Every JSON value is also valid YAML.
        lines = [f"{name}: {msgspec.json.encode(value).decode()}\n" for name, value in (settings | own).items()]
        (config / "opensearch.yml").write_text("".join(lines), encoding="utf-8")
        (config / "log4j2.properties").write_text(_LOGGING, encoding="utf-8")

    def start(self, home: Path, group: int) -> None:
        """Start the process in the process group `group`."""
        command = [
            "java",
            *self._jvm,
            *_JVM,
            f"-Djava.io.tmpdir={self._folder / 'tmp'}",
            f"-Dopensearch.path.home={home}",
            f"-Dopensearch.path.conf={self._folder / 'config'}",
            "-cp",
            str(home / "lib" / "*"),
            "org.opensearch.bootstrap.OpenSearch",
        ]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, process_group=group
            )

    def kill(self) -> None:
        """Kill the process (SIGKILL) if it runs, and wait for its end."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def health(self) -> _Health | None:
        """Return the state that this node itself knows; None while it does not answer."""
        connection = http.client.HTTPConnection(HERE, self.port, timeout=5)
        try:
            connection.request("GET", "/_cluster/health?local=true")
            return msgspec.json.decode(connection.getresponse().read(), type=_Health)
        except (OSError, http.client.HTTPException, msgspec.DecodeError):
            return None
        finally:
            connection.close()

    def tail(self, lines: int = 40) -> str:
        """Return the end of the log."""
        logged = self._log.read_text("utf-8", "replace").splitlines() if self._log.exists() else []
        return "\n".join([f"--- {self._log}", *logged[-lines:]])


class Cluster:
    """A cluster of nodes; started by `Cluster.started`."""

    def __init__(self, home: Path, nodes: list[_Node], group: int) -> None:
        self._home = home
        self._nodes = nodes
        self._group = group

    @classmethod
    @contextmanager
    def started(cls, folder: Path, nodes: int = 3, jvm: tuple[str, ...] = FOR_TESTS) -> Generator[Self]:
        """Start a green cluster with all its files below `folder`; no process outlives the context."""
        home = installed()
        if home is None:
            raise ClusterError("no OpenSearch is installed: make .venv/cluster/installed")
        group = _configured(folder.resolve(), nodes, jvm)
        with _guarded() as guard:
            cluster = cls(home, group, guard)
            try:
                for node in group:
                    node.start(home, guard)
                cluster.wait_for_green()
                yield cluster
            finally:
                for node in group:
                    node.kill()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return the addresses of the running nodes, in the order of their names."""
        return tuple(node.address for node in self._running())

    def kill(self, address: str) -> None:
        """Kill the node at `address` and wait for its end; the others may not notice at once.

        A shard that it held gets another replica after a minute only, or after the index setting
        `index.unassigned.node_left.delayed_timeout`.
        """
        self._at(address).kill()

    def restart(self, address: str) -> None:
        """Restart a killed node with its data and at its old address; does not wait until it answers."""
        node = self._at(address)
        if node.process:
            raise ClusterError(f"the node at {address} is running")
        node.start(self._home, self._group)

    def wait_for_green(self, timeout: float = TIMEOUT) -> None:
        """Wait until every running node reports all running nodes and all shards with their replicas."""
        nodes = len(self._running())
        self._wait(
            f"a green cluster of {nodes}", lambda it: it.number_of_nodes == nodes and it.status == "green", timeout
        )

    def _running(self) -> list[_Node]:
        return [node for node in self._nodes if node.process]

    def _at(self, address: str) -> _Node:
        return next(node for node in self._nodes if node.address == address)

    def _wait(self, state: str, reached: Callable[[_Health], bool], timeout: float) -> None:
        """Wait until each running node reports the state: they learn of changes one after the other."""
        end = time.monotonic() + timeout
        while True:
            for node in self._running():
                if node.process and node.process.poll() is not None:
                    raise ClusterError(f"{node.name} ended unexpectedly ({node.process.returncode})\n{node.tail()}")
            reported = [node.health() for node in self._running()]
            if all(health and health.discovered_cluster_manager and reached(health) for health in reported):
                return
            if time.monotonic() > end:
                tails = "\n".join(node.tail() for node in self._running())
                raise ClusterError(f"not {state} after {timeout:.0f} s but {reported}\n{tails}")
            time.sleep(0.1)


def installed() -> Path | None:
    """Return the folder of OpenSearch's jars: DATELINE_CLUSTER, or where `make` puts them; None if not installed."""
    home = Path(os.environ.get("DATELINE_CLUSTER") or REPOSITORY / ".venv" / "cluster").resolve()
    # The file that Maven copies last.
    return home if (home / "modules" / "transport-netty4" / "plugin-descriptor.properties").is_file() else None


def _configured(folder: Path, count: int, jvm: tuple[str, ...]) -> list[_Node]:
    """Configure the nodes of one cluster with a unique name."""
    ports = _free_ports(2 * count)
    nodes = [_Node(f"node-{n}", folder / f"node-{n}", (next(ports), next(ports)), jvm) for n in range(count)]
    settings: dict[str, object] = {
        "cluster.name": f"dateline-{random.SystemRandom().getrandbits(64):x}",
        "network.host": HERE,
        "discovery.seed_hosts": [f"{HERE}:{node.transport_port}" for node in nodes],
        "cluster.initial_cluster_manager_nodes": [node.name for node in nodes],
        # While they start, nodes look for each other more often than the default of once a second.
        "discovery.find_peers_interval": "200ms",
        # Tests should run on a full disk too.
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    for node in nodes:
        node.configure(settings)
    return nodes


def _free_ports(count: int) -> Iterator[int]:
    """Yield free ports in a random order, so that concurrent runs rarely collide."""
    found: set[int] = set()
    for port in random.SystemRandom().sample(_PORTS, len(_PORTS)):
        if len(found) == count:
            break
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HERE, port))
            except OSError:
                continue
        found.add(port)
    return iter(found)


@contextmanager
def _guarded() -> Generator[int]:
    """Open a process group whose members end with this process at the latest, even if it is killed."""
    with subprocess.Popen(["sh", "-c", _GUARD], stdin=subprocess.PIPE, process_group=0) as guard:
        yield guard.pid


def main() -> None:
    """Start a cluster, print its addresses, and keep it until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.cluster.nodes", description=main.__doc__)
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="a new or empty folder; by default a temporary one")
    parser.add_argument("--as-served", action="store_true", help="run nodes as in production, for benchmarks")
    options = parser.parse_args()
    jvm = AS_SERVED if options.as_served else FOR_TESTS
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as temporary:
        try:
            with Cluster.started(options.folder or Path(temporary), options.nodes, jvm) as cluster:
                sys.stdout.write(",".join(cluster.addresses) + "\n")
                sys.stdout.flush()
                signal.pause()
        except KeyboardInterrupt:
            pass
        except ClusterError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
