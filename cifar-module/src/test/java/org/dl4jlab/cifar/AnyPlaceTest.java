package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a person lives, the programs say and write the same. */
class AnyPlaceTest {

  @TempDir Path temp;

  private Cli cli() {
    return CifarCli.withoutServer(temp.resolve("cache"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "bn-BD", "my-MM", "tr-TR", "de-DE"})
  void outputAndFilesAreTheSame(String place) throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.US);
      Cli.Result summary = cli().run("summary").assertDone();
      String history = trained("here");
      Locale.setDefault(Locale.forLanguageTag(place));
      assertEquals(summary.out(), cli().run("summary").assertDone().out());
      Locale.setDefault(Locale.forLanguageTag(place));
      assertEquals(history, trained("there"));
      Locale.setDefault(Locale.forLanguageTag(place));
      assertEquals(
          cli().run("evaluate", "--run", temp.resolve("here")).assertDone().out(),
          cli().run("evaluate", "--run", temp.resolve("there")).assertDone().out());
    } finally {
      Locale.setDefault(before);
    }
  }

  private String trained(String name) throws IOException {
    Path run = temp.resolve(name);
    cli()
        .run(
            "train",
            "--data",
            "sample",
            "--network",
            "cnn",
            "--epochs",
            1,
            "--limit-train",
            64,
            "--limit-test",
            32,
            "--run",
            run)
        .assertDone();
    return Files.readString(run.resolve(RunFolder.HISTORY))
        + Files.readString(run.resolve(RunFolder.SUMMARY_JSON));
  }
}
