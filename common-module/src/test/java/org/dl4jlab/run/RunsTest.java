package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {

  @TempDir Path temp;

  private Runs runs;

  @BeforeEach
  void make() throws IOException {
    runs = new Runs(temp.resolve("runs"));
    assertEquals(List.of(), runs.of(null));
    make("cifar-dense-1", "cifar", "2026-01-02T00:00:00Z");
    make("cifar-dense-1-2", "cifar", "2026-01-02T00:00:00Z");
    make("cifar-cnn-9", "cifar", "2026-01-01T00:00:00Z");
    make("imdb-sentiment-1", "imdb", "2026-01-03T00:00:00Z");
    Files.createDirectory(runs.home().resolve("other"));
    Path damaged = Files.createDirectory(runs.home().resolve("damaged"));
    Files.writeString(damaged.resolve(RunFolder.CONFIG), "{");
  }

  private void make(String name, String experiment, String created) throws IOException {
    Path run = Files.createDirectories(runs.home().resolve(name));
    Files.writeString(
        run.resolve(RunFolder.CONFIG),
        """
        {"experiment": "%s", "created": "%s", "options": {}, "engine": {},
        "data": {"kind": "sample", "title": "sample", "source": "here", "input_shape": [], "class_names": []}}
        """
            .formatted(experiment, created));
  }

  private Path run(String name) {
    return runs.home().resolve(name);
  }

  @Test
  void theLatestComesFirst() throws IOException {
    assertEquals(
        List.of(
            run("imdb-sentiment-1"),
            run("cifar-dense-1-2"),
            run("cifar-dense-1"),
            run("cifar-cnn-9")),
        runs.of(null));
    assertEquals(run("cifar-dense-1-2"), runs.latest("cifar"));
    assertEquals(run("imdb-sentiment-1"), runs.latest(null));
    String none = assertThrows(UserException.class, () -> runs.latest("mnist")).getMessage();
    assertEquals(
        "There is no run in %s yet; train one, or name another's folder by --run"
            .formatted(runs.home()),
        none);
  }

  @Test
  void aRunIsNamedByItsFolderOrTheBeginningOfItsName() throws IOException {
    assertEquals(run("cifar-cnn-9"), runs.find(run("cifar-cnn-9").toString()));
    assertEquals(run("cifar-cnn-9"), runs.find("cifar-c"));
    assertEquals(run("imdb-sentiment-1"), runs.find("imdb"));
    assertEquals(run("cifar-dense-1"), runs.find("cifar-dense-1"));
    assertEquals(Path.of("nowhere"), runs.find("nowhere"));
    String several = assertThrows(UserException.class, () -> runs.find("cifar-d")).getMessage();
    assertEquals(
        "Several runs in %s begin with 'cifar-d': cifar-dense-1, cifar-dense-1-2"
            .formatted(runs.home()),
        several);
  }
}
