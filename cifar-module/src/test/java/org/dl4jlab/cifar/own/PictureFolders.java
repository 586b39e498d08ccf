package org.dl4jlab.cifar.own;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.dl4jlab.cifar.pictures.Pictures;

/** Lays folders and archives of small pictures out. */
public final class PictureFolders {

  private PictureFolders() {}

  /** A picture of one colour, in the format that its name says. */
  public static Path picture(Path file, Color colour) throws IOException {
    Files.createDirectories(file.getParent());
    String format = file.toString().substring(file.toString().lastIndexOf('.') + 1);
    BufferedImage image = Pictures.plain(BufferedImage.TYPE_INT_RGB, 40, 30, colour);
    return Files.write(file, Pictures.encoded(image, format));
  }

  /** Pictures 0.png, 1.png and so on of one colour. */
  public static void pictures(Path folder, int count, Color colour) throws IOException {
    for (int i = 0; i < count; i++) {
      picture(folder.resolve(i + ".png"), colour);
    }
  }

  /** All files below a folder, which is not named itself. */
  public static Path zip(Path folder, Path archive) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (Path file : files(folder)) {
        out.putNextEntry(new ZipEntry(name(folder, file)));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return archive;
  }

  /** The same as a {@code .tar.gz}. */
  public static Path tarGz(Path folder, Path archive) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream out =
            new TarArchiveOutputStream(new GZIPOutputStream(file), "UTF-8")) {
      for (Path each : files(folder)) {
        TarArchiveEntry entry = new TarArchiveEntry(name(folder, each));
        entry.setSize(Files.size(each));
        out.putArchiveEntry(entry);
        Files.copy(each, out);
        out.closeArchiveEntry();
      }
    }
    return archive;
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
