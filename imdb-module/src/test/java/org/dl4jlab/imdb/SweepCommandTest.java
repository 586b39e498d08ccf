package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {

  @TempDir Path temp;

  /** Those of a sweep train their word vectors at once, into the same cache. */
  @Test
  void severalTrainingsAtATimeHaveTheTableOfOneAfterTheOther() throws Exception {
    assertEquals(table("one", 1), table("two", 2));
  }

  private String table(String name, int parallel) throws Exception {
    Path sweep = temp.resolve(name);
    Cli cli = ImdbCli.withoutServer(temp.resolve("cache-" + name));
    cli.run(
            "sweep",
            "--data",
            "sample",
            "--limit-train",
            60,
            "--limit-test",
            20,
            "--epochs",
            1,
            "--tokens",
            "10,20",
            "--seed",
            "1,2",
            "--parallel",
            parallel,
            "--sweep",
            sweep)
        .assertDone();
    return Files.readString(sweep.resolve("table.csv"));
  }
}
