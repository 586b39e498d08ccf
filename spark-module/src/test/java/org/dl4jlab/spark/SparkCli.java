package org.dl4jlab.spark;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.RemoteFile;
import org.dl4jlab.testing.Cli;

/** The program in a process of its own cluster, with a cache of its own and nobody who serves. */
record SparkCli(Path cache) {

  private static final List<String> HERE =
      List.of("--master", "local[2]", "--conf", "spark.driver.host=127.0.0.1");

  /** Runs a command as it is. */
  Cli.Result run(Object... line) {
    return new Cli(
            "spark",
            (out, err, args) -> SparkMain.run(locations(), new Terminal(out, err, false), args))
        .run(line);
  }

  /** The same with two threads of this process as the cluster. */
  Cli.Result here(Object... line) {
    List<Object> words = new ArrayList<>(Arrays.asList(line));
    words.addAll(HERE);
    return run(words.toArray());
  }

  DataLocations locations() {
    RemoteFile nothing = new RemoteFile("x", URI.create("http://127.0.0.1:1/x"), 10, "0");
    return new DataLocations(new Cache(cache), official -> nothing);
  }
}
