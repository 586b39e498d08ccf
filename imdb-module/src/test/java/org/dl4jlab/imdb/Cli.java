package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.cli.DataCommand.DataLocations;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.RemoteFile;

/** Runs the command line as a person does, without a process of its own. */
record Cli(DataLocations places) {

  /** What a command left behind. */
  record Result(int status, String out, String err) {

    JsonNode json() throws IOException {
      return RunFolder.JSON.readTree(out);
    }

    Result assertDone() {
      assertEquals(0, status, err);
      return this;
    }

    /** One line of complaint, as for bad input. */
    Result assertFailed(String because) {
      assertEquals(1, status, out + err);
      List<String> lines = err.lines().toList();
      assertEquals(1, lines.size(), err);
      assertTrue(lines.get(0).startsWith("Failed: "), err);
      assertTrue(lines.get(0).contains(because), err);
      return this;
    }

    Result assertWrongUsage(String because) {
      assertEquals(2, status, out + err);
      List<String> lines = err.lines().toList();
      assertEquals(2, lines.size(), err);
      assertTrue(lines.get(0).contains(because), err);
      assertTrue(lines.get(1).startsWith("Try 'imdb"), err);
      return this;
    }
  }

  /** With an archive that nobody serves: the port is closed. */
  static Cli withoutServer(Path cache) {
    return of(
        cache,
        new RemoteFile("imdb.tar.gz", URI.create("http://127.0.0.1:1/imdb.tar.gz"), 10, "0"));
  }

  static Cli of(Path cache, RemoteFile archive) {
    return new Cli(new DataLocations(new Cache(cache), archive));
  }

  Result run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = java.util.Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int status =
        ImdbMain.run(
            places,
            new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false),
            words);
    return new Result(status, out.toString(), err.toString());
  }
}
