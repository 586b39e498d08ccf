package org.dl4jlab.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.dl4jlab.UserException;

/**
 * The pictures' fonts, DejaVu Sans, which the programs bring along. Java's font system does not
 * even start on a Linux without fontconfig or without any font, as bare containers are: then it is
 * shown the font that is brought along as the system's only one.
 */
public final class Fonts {

  private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
  private static final String SANS = "DejaVuSans.ttf";
  private static final String BOLD = "DejaVuSans-Bold.ttf";

  /** Where OpenJDK looks for a description of the system's fonts in place of asking fontconfig. */
  private static final String DESCRIPTION = "sun.awt.fontconfig";

  private static final Map<String, Font> LOADED = new ConcurrentHashMap<>();

  private Fonts() {}

  /**
   * To be called before long work that ends with pictures.
   *
   * @throws UserException when this Java cannot draw text
   */
  public static void require() {
    sans();
    bold();
  }

  static Font sans() {
    return LOADED.computeIfAbsent(SANS, Fonts::load);
  }

  static Font bold() {
    return LOADED.computeIfAbsent(BOLD, Fonts::load);
  }

  private static Font load(String name) {
    try {
      return read(name);
    } catch (IOException | RuntimeException | InternalError noFontSystem) {
      return loadDescribed(name, noFontSystem);
    } catch (LinkageError noLibrary) {
      throw cannotDraw(noLibrary);
    }
  }

  private static Font loadDescribed(String name, Throwable before) {
    try {
      if (System.getProperty(DESCRIPTION) == null) {
        System.setProperty(DESCRIPTION, describe().toString());
      }
      return read(name);
    } catch (IOException | RuntimeException | InternalError | LinkageError e) {
      e.addSuppressed(before);
      throw cannotDraw(e);
    }
  }

  private static UserException cannotDraw(Throwable cause) {
    return new UserException(
        "This Java cannot draw text, which the pictures need; install fontconfig and FreeType"
            + " (on Debian and Ubuntu the packages fontconfig and libfreetype6)",
        cause);
  }

  private static Font read(String name) throws IOException {
    try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + name)) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IllegalStateException("The font %s is damaged".formatted(name), e);
    }
  }

  /** Java needs files: the font, and the description that names it for all of Java's own fonts. */
  private static Path describe() throws IOException {
    Path font = temporary("font", ".ttf");
    try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + SANS)) {
      Files.write(font, in.readAllBytes());
    }
    Properties description = new Properties();
    description.setProperty("version", "1");
    description.setProperty("sequence.allfonts", "latin");
    for (String family : List.of("dialog", "dialoginput", "sansserif", "serif", "monospaced")) {
      for (String style : List.of("plain", "bold", "italic", "bolditalic")) {
        description.setProperty("%s.%s.latin".formatted(family, style), "DejaVu");
      }
    }
    description.setProperty("filename.DejaVu", font.toString());
    Path file = temporary("fonts", ".properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      description.store(out, null);
    }
    return file;
  }

  private static Path temporary(String name, String ending) throws IOException {
    Path file = Files.createTempFile("dl4jlab-" + name, ending);
    file.toFile().deleteOnExit();
    return file;
  }
}
