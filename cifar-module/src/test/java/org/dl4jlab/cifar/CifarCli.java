package org.dl4jlab.cifar;

import java.net.URI;
import java.nio.file.Path;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.RemoteFile;
import org.dl4jlab.testing.Cli;

/** The program on images, with a cache of its own. */
final class CifarCli {

  private CifarCli() {}

  /** With an archive that nobody serves: the port is closed. */
  static Cli withoutServer(Path cache) {
    return of(
        cache,
        new RemoteFile("cifar.tar.gz", URI.create("http://127.0.0.1:1/cifar.tar.gz"), 10, "0"));
  }

  /** With this archive in the place of every official one. */
  static Cli of(Path cache, RemoteFile archive) {
    DataLocations locations = new DataLocations(new Cache(cache), official -> archive);
    return new Cli(
        "cifar", (out, err, args) -> CifarMain.run(locations, new Terminal(out, err, false), args));
  }
}
