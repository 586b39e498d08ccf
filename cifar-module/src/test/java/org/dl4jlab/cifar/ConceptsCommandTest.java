package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code concepts}. */
class ConceptsCommandTest {

  private static final List<String> FILES =
      List.of(
          "perceptron.png",
          "activations.png",
          "backpropagation.png",
          "edges.png",
          "convolution.png",
          "convolution.gif",
          "output-sizes.png",
          "pooling.png",
          "pooling.gif",
          "batch-normalization.png",
          "dropout.png",
          "dropout.gif");

  @TempDir Path temp;

  private Cli cli;
  private Path out;

  @BeforeEach
  void prepare() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    out = temp.resolve("a/b");
  }

  /**
   * Left half black, right half white: the strongest answer of the vertical filter is 3 white
   * pixels less 3 black ones, where the halves meet; the horizontal filter finds nothing. The loss
   * and the kernel's sum are those of the concepts' own tests.
   */
  @Test
  void drawsEveryConceptWithItsNumbersAndALineForEachFile() throws IOException {
    Cli.Result result =
        cli.run("concepts", "--out", out, "--image", halves(), "--json").assertDone();
    try (var files = Files.list(out)) {
      assertEquals(
          Set.copyOf(FILES),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
    assertEquals(
        FILES.stream().map(name -> out.resolve(name).toString()).toList(),
        result.err().lines().map(line -> line.substring(0, line.indexOf(": "))).toList());
    for (String name : FILES) {
      assertTrue(ImageIO.read(out.resolve(name).toFile()).getWidth() >= 1000, name);
    }

    JsonNode concepts = result.json();
    assertEquals(9, concepts.size());
    JsonNode edges = concepts.get(3);
    assertEquals("edges", edges.get("concept").asText());
    assertEquals(out.resolve("edges.png").toString(), edges.get("files").get(0).asText());
    JsonNode vertical = edges.at("/numbers/0/strongest");
    assertEquals(3, vertical.get("value").asDouble(), 0.1);
    assertTrue(Math.abs(vertical.get("column").asInt() - 31.5) <= 1, vertical.toString());
    assertEquals(0, edges.at("/numbers/1/strongest/value").asDouble(), 1e-9);
    assertEquals(0.25, concepts.at("/2/numbers/loss").asDouble(), 1e-12);
    assertEquals(2, concepts.at("/4/files").size());
    assertEquals(19, concepts.at("/4/numbers/output/2/3").asInt());
  }

  private Path halves() throws IOException {
    BufferedImage halves = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = halves.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(64, 0, 64, 128);
    g.dispose();
    Path file = temp.resolve("halves.png");
    ImageIO.write(halves, "png", file.toFile());
    return file;
  }

  @Test
  void badInputIsOneLineAndLeavesNothing() throws IOException {
    Path text = Files.writeString(temp.resolve("text.png"), "text");
    cli.run("concepts", "--out", out, "--image", text).assertFailed("text.png is not a picture");
    cli.run("concepts", "--out", out, "--image", temp.resolve("no.png"))
        .assertFailed("There is no file");
    assertFalse(Files.exists(out));
    cli.run("concepts", "--out", text).assertFailed("The folder %s cannot be made".formatted(text));
    cli.run("concepts").assertWrongUsage("--out");
  }
}
