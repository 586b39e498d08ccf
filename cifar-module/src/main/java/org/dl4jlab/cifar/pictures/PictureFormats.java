package org.dl4jlab.cifar.pictures;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** What files are pictures, by their names. */
public final class PictureFormats {

  /** JPEG under the names that browsers and old programs give it. */
  private static final Set<String> JPEG = Set.of("jfif", "jpe", "jif", "jfi");

  private static final Set<String> READABLE =
      Stream.concat(Arrays.stream(suffixes()), JPEG.stream())
          .map(suffix -> suffix.toLowerCase(Locale.ROOT))
          .filter(suffix -> !suffix.isEmpty())
          .collect(Collectors.toUnmodifiableSet());

  /** Pictures too, but of formats that no reader here knows; cameras' raw formats among them. */
  private static final Set<String> UNREADABLE =
      Set.of(
          "heic", "heif", "hif", "avif", "jxl", "jp2", "j2k", "jpf", "jpx", "jxr", "svg", "psd",
          "xcf", "ico", "tga", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf", "pef", "exr",
          "hdr", "pcx", "ppm", "pgm", "pbm", "pnm", "qoi", "eps");

  private PictureFormats() {}

  private static String[] suffixes() {
    // Maven runs programs in a class loader of theirs, whose plug-ins are not looked for unasked.
    ImageIO.scanForPlugins();
    return ImageIO.getReaderFileSuffixes();
  }

  /** Whether the file's name ends like that of a picture that can be read. */
  public static boolean isReadable(String name) {
    return READABLE.contains(suffix(name));
  }

  /** Whether the file's name ends like that of a picture in a format that cannot be read. */
  public static boolean isUnreadable(String name) {
    String suffix = suffix(name);
    return UNREADABLE.contains(suffix) && !READABLE.contains(suffix);
  }

  /** What follows the last dot in lower case, or nothing where no name stands before it. */
  public static String suffix(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot > 0 ? last.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }

  /** A reader for what the bytes are, whatever their file is called; the caller disposes of it. */
  static Optional<ImageReader> reader(ImageInputStream in) {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    return readers.hasNext() ? Optional.of(readers.next()) : Optional.empty();
  }

  /**
   * The format that a file's first bytes show, though its name may say something else.
   *
   * @param start twelve bytes or more
   * @return {@code HEIC}, {@code AVIF} or {@code JPEG XL}, which cannot be read, else null
   */
  static String unreadableFormat(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.length() >= 12 && text.startsWith("ftyp", 4)) {
      String brand = text.substring(8, 12);
      return switch (brand) {
        case "avif", "avis" -> "AVIF";
        case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1" -> "HEIC";
        default -> null;
      };
    }
    boolean jpegXl = text.startsWith("\u00ff\n") || text.startsWith("JXL ", 4);
    return jpegXl ? "JPEG XL" : null;
  }
}
