package org.dl4jlab.imdb;

import java.net.URI;
import java.nio.file.Path;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.RemoteFile;
import org.dl4jlab.testing.Cli;

/** The program on reviews, with a cache of its own. */
final class ImdbCli {

  private static final RemoteFile UNSERVED =
      new RemoteFile("imdb.tar.gz", URI.create("http://127.0.0.1:1/imdb.tar.gz"), 10, "0");

  private ImdbCli() {}

  /** With an archive that nobody serves: the port is closed. */
  static Cli withoutServer(Path cache) {
    DataLocations locations = new DataLocations(new Cache(cache), official -> UNSERVED);
    return new Cli(
        "imdb", (out, err, args) -> ImdbMain.run(locations, new Terminal(out, err, false), args));
  }
}
