package org.dl4jlab.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.page.FakeModels.Answer;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Browser;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page as people use it, in front of a server that says what the test wants. */
@Timeout(120)
abstract class TryPageBrowser {

  @TempDir static Path temp;
  static Browser browser;

  @BeforeAll
  static void open() {
    Browser.missing().ifPresent(reason -> assumeTrue(false, reason));
    browser = Browser.open(temp.resolve("profile"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void forget() {
    browser.forget();
    browser.resize(1200, false);
  }

  static FakeModels serve(String name, MadeUpRun made, Object predicted) throws IOException {
    RunFolder folder = made.write(temp.resolve(name));
    folder.writeJson(RunFolder.PREDICTED, predicted);
    return new FakeModels(
        TryPage.of(
            RunParts.read(folder.path()),
            new TryPage.Model(name, "models/%s/".formatted(name), "")));
  }

  static Answer named(
      String first, String second, double probability, boolean familiar, String words) {
    return new Answer(
        200,
        """
        {"model":{"name":"x","version":"1"},"predictions":[{"class":"%s","probability":%s},{"class":"%s","probability":%s}],"familiar":%s,"words":%s}
        """
            .formatted(first, probability, second, 1 - probability, familiar, words));
  }

  static double width(String selector) {
    Object width =
        browser.run(
            "return document.querySelector('%s').getBoundingClientRect().width"
                .formatted(selector));
    return ((Number) width).doubleValue();
  }

  static void assertFineEverywhere(String name) throws IOException {
    for (int width : new int[] {360, 1200}) {
      for (boolean dark : new boolean[] {false, true}) {
        browser.resize(width, dark);
        browser.assertNoSidewaysScroll();
        browser.assertAccessible();
        picture("%s-%d-%s".formatted(name, width, dark ? "dark" : "light"));
      }
    }
  }

  /** For those who want to see. */
  private static void picture(String name) throws IOException {
    String folder = System.getenv("DL4JLAB_SCREENSHOTS");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.picture());
    }
  }
}
