package org.dl4jlab.cifar.own;

import static org.dl4jlab.cifar.own.PictureFolders.pictures;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.dl4jlab.cifar.pictures.Pictures;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.Broken;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.Division;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the process that reads: its memory and its encoding. */
@Timeout(120)
class OwnPicturesProcessTest {

  @TempDir Path temp;

  /** Reads pictures in a process of its own, and writes in UTF-8 what it learns. */
  static final class Reading {

    private Reading() {}

    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      Path told = Path.of(args[1]);
      try (PrintStream out = new PrintStream(told.toFile(), StandardCharsets.UTF_8)) {
        DataAccess access =
            new DataAccess(
                new Cache(told.resolveSibling("cache")),
                UnaryOperator.identity(),
                true,
                (soFar, inAll) -> {},
                (soFar, inAll) -> {},
                Broken.SKIP,
                out::println);
        ImageDataset read =
            OwnPictures.read(
                    new OwnPictures.Request(folder, Division.ALL_TESTED, 32, "CIFAR"), access)
                .test();
        out.println(read.classNames() + " " + Arrays.toString(read.classCounts()));
      }
    }
  }

  private List<String> read(Path folder, String locale, String heap) throws Exception {
    Path told = temp.resolve("told.txt");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap,
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            Reading.class.getName(),
            folder.toString(),
            told.toString());
    java.environment().put("LC_ALL", locale);
    Path err = temp.resolve("err.txt");
    Process process = java.redirectError(err.toFile()).start();
    assertTrue(process.waitFor(100, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), () -> text(err));
    return new ArrayList<>(Files.readAllLines(told));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void namesOfAnyLettersAreReadWhateverTheLocale() throws Exception {
    Path own = temp.resolve("own");
    pictures(own.resolve("Bär"), 2, Color.RED);
    pictures(own.resolve("猫"), 3, Color.BLUE);
    Files.move(own.resolve("Bär/0.png"), own.resolve("Bär/größer.png"));
    assertEquals(List.of("[Bär, 猫] [2, 3]"), read(own, "C", "-Xmx256m"));
    assertEquals(List.of("[Bär, 猫] [2, 3]"), read(own, "C.UTF-8", "-Xmx256m"));

    Path table = temp.resolve("table");
    pictures(table, 2, Color.RED);
    Files.move(table.resolve("0.png"), table.resolve("größer.png"));
    Files.writeString(table.resolve("labels.csv"), "id,label\ngrößer,Bär\n1,Wal\n");
    assertEquals(List.of("[Bär, Wal] [1, 1]"), read(table, "C", "-Xmx256m"));
  }

  @Test
  void largePicturesTakeLittleMemoryOrAreNamed() throws Exception {
    Path own = temp.resolve("own");
    pictures(own.resolve("a"), 1, Color.RED);
    BufferedImage large =
        Pictures.plain(BufferedImage.TYPE_BYTE_GRAY, 9000, 9000, Color.LIGHT_GRAY);
    for (String format : new String[] {"png", "jpg"}) {
      Files.write(own.resolve("a/large." + format), Pictures.encoded(large, format));
    }
    Files.write(own.resolve("a/large.webp"), Pictures.webp(9000, 9000, Color.RED));
    List<String> told = read(own, "C", "-Xmx48m");
    assertTrue(
        told.get(0)
            .matches(
                "1 of 4 pictures cannot be read: a/large.webp is too large for the \\d+ MB that Java may use; give more by java -Xmx4g; left out"),
        told.get(0));
    assertEquals("[a] [3]", told.get(1));
  }
}
