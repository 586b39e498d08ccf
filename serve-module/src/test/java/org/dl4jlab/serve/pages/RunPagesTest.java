package org.dl4jlab.serve.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jlab.page.RunParts;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPagesTest {

  @TempDir Path temp;

  private RunPages.Named model(String name) throws IOException {
    MadeUpRun run = MadeUpRun.of("cifar10", "CIFAR-10", 3);
    return new RunPages.Named(name, RunParts.read(run.write(temp.resolve(name)).path()));
  }

  private static String at(RunPages pages, String path) {
    return new String(pages.at(path).orElseThrow().content(), StandardCharsets.UTF_8);
  }

  private static void assertHas(String html, String piece) {
    assertTrue(html.contains(piece), piece + " is not in the page");
  }

  @Test
  void theOnlyModelsPageIsAtTheRootToo() throws IOException {
    RunPages pages = new RunPages(List.of(model("pets")));
    assertHas(at(pages, "/"), "data-base=\"models/pets/\"");
    assertHas(at(pages, "/models/pets/"), "data-base=\"\"");
    assertHas(at(pages, "/models/pets/report"), "Confusion matrix");
    assertEquals(Optional.empty(), pages.at("/models/pets/page.js"));
    assertEquals(Optional.empty(), pages.at("/models/cats/"));
    assertTrue(!at(pages, "/").contains("All models"));
  }

  @Test
  void severalModelsAreListedAtTheRoot() throws IOException {
    RunPages pages = new RunPages(List.of(model("pets"), model("beasts")));
    assertHas(at(pages, "/"), "<a href=\"models/beasts/\">beasts</a>");
    assertHas(at(pages, "/models/pets/"), "<a href=\"../../\">All models</a>");
  }

  @Test
  void eachPageAllowsItselfOnly() throws IOException {
    RunPages pages = new RunPages(List.of(model("pets")));
    for (String path : List.of("/", "/models/pets/", "/models/pets/report")) {
      var page = pages.at(path).orElseThrow();
      assertEquals("text/html; charset=utf-8", page.contentType());
      assertHas(page.policy(), "default-src 'none'");
      assertHas(page.policy(), "frame-ancestors 'none'");
    }
    assertTrue(!pages.at("/models/pets/report").orElseThrow().policy().contains("script-src"));
  }
}
