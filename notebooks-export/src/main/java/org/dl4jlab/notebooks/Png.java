package org.dl4jlab.notebooks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Checks PNG files of others with Java's own reader and no other: which of all readers on the class
 * path takes a file is the file's choice, and some of them read more than pictures.
 */
final class Png {

  private static final long MOST_PIXELS = 100_000_000; // which take 400 MB

  private Png() {}

  /** Whether it is a PNG file that can be read to its end, of a size that pictures have. */
  static boolean isWhole(byte[] file) {
    ImageReader reader = reader();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      return (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_PIXELS
          && reader.read(0) != null;
    } catch (IOException | RuntimeException damaged) { // the reader trusts what it reads
      return false;
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(readers, 0), false)
        .filter(reader -> reader.getClass().getModule() == ImageIO.class.getModule())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Java has no reader of PNG files"));
  }
}
