package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.UserException;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Pictures are drawn where the system has no fonts, in a JVM of their own each time. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Other systems always have fonts")
@Timeout(120)
class FontsTest {

  private static final int CANNOT_DRAW = 3;

  @TempDir Path temp;

  private Path temporary;

  /** The child. */
  static final class Drawer {

    public static void main(String[] args) {
      try {
        Fonts.require();
        System.out.print(drawn());
      } catch (UserException e) {
        System.out.print(e.getMessage());
        System.exit(CANNOT_DRAW);
      }
    }
  }

  /** All pixels of a chart with text, as a number. */
  private static int drawn() {
    BufferedImage chart =
        CurvesChart.draw(History.empty().with(new EpochResult(1, 2, 0.1, 1.5, 0.2)), "✓ Straße");
    return Arrays.hashCode(
        chart.getRGB(0, 0, chart.getWidth(), chart.getHeight(), null, 0, chart.getWidth()));
  }

  @BeforeEach
  void makeTemporaryFolder() throws IOException {
    temporary = Files.createDirectory(temp.resolve("a bär"));
  }

  @Test
  void worksWithoutFontconfig() throws Exception {
    // What is no library cannot be loaded, as one that is missing.
    Path libraries = Files.createDirectory(temp.resolve("libraries"));
    for (String name : List.of("libfontconfig.so", "libfontconfig.so.1")) {
      Files.createFile(libraries.resolve(name));
    }
    assertEquals(String.valueOf(drawn()), child(0, Map.of("LD_LIBRARY_PATH", libraries)));
  }

  @Test
  void worksWithoutAnyFont() throws Exception {
    assertEquals(String.valueOf(drawn()), child(0, Map.of("FONTCONFIG_FILE", noFonts())));
  }

  @Test
  void whereNeitherIsPossibleOneLineSaysWhatToInstall() throws Exception {
    Files.delete(temporary);
    String said = child(CANNOT_DRAW, Map.of("FONTCONFIG_FILE", noFonts()));
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("This Java cannot draw text"), said);
    assertTrue(said.contains("install fontconfig"), said);
  }

  private Path noFonts() throws IOException {
    return Files.writeString(
        temp.resolve("fonts.conf"),
        "<?xml version=\"1.0\"?>\n<fontconfig><dir>%s</dir></fontconfig>\n"
            .formatted(temp.resolve("nowhere")));
  }

  private String child(int status, Map<String, Path> environment)
      throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dsun.jnu.encoding=UTF-8",
            // Java keeps what fontconfig once said in the home folder.
            "-Duser.home=" + temp,
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Drawer.class.getName());
    environment.forEach((name, path) -> java.environment().put(name, path.toString()));
    java.environment().put("LC_ALL", "C.UTF-8");
    File out = temp.resolve("out.txt").toFile();
    Process process =
        java.redirectOutput(out).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertTrue(process.waitFor(100, TimeUnit.SECONDS));
    String said = Files.readString(out.toPath(), StandardCharsets.UTF_8);
    assertEquals(status, process.exitValue(), said);
    return said;
  }
}
