package org.dl4jlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {

  @Test
  void trainsAndLearnsItsEightImages() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true));
    try {
      ReadmeExample.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    List<String> lines = printed.toString().lines().toList();
    assertEquals(5, lines.size(), printed.toString());
    assertTrue(loss(lines.get(4)) < loss(lines.get(0)), printed.toString());
  }

  @Test
  void hasLessThanTwentyLinesWithoutImports() throws IOException {
    Path source = Path.of("src/test/java/org/dl4jlab/ReadmeExample.java");
    long lines =
        Files.readAllLines(source).stream()
            .filter(line -> !line.isBlank() && !line.matches("(import|package) .*"))
            .count();
    assertTrue(lines < 20, lines + " lines");
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/dl4jlab/ReadmeExample.java"));
    String program = source.substring(source.indexOf("import")).strip();
    assertTrue(Files.readString(Path.of("../README.md")).contains(program));
  }

  private static double loss(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ')).replace(',', '.'));
  }
}
