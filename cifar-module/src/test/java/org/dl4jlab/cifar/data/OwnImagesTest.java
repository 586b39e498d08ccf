package org.dl4jlab.cifar.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.dl4jlab.UserException;
import org.dl4jlab.source.Division;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnImagesTest {

  @TempDir Path temp;

  private static BufferedImage picture(int type, int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D g = image.createGraphics();
    g.setColor(colour);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  private Path write(String name, BufferedImage image) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()));
    return file;
  }

  private void classFolder(String name, int pictures, Color colour) throws IOException {
    for (int i = 0; i < pictures; i++) {
      write("%s/%d.png".formatted(name, i), picture(BufferedImage.TYPE_INT_RGB, 40, 30, colour));
    }
  }

  private static void assertColour(byte[] planes, int x, int y, int red, int green, int blue) {
    int[] expected = {red, green, blue};
    for (int plane = 0; plane < 3; plane++) {
      assertEquals(expected[plane], planes[(plane * 32 + y) * 32 + x] & 0xFF, 6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void pictureOfAnyFormatAndSizeBecomesThreePlanes(String format) throws IOException {
    Color colour = new Color(250, 100, 10);
    Path file = write("p." + format, picture(BufferedImage.TYPE_INT_RGB, 640, 480, colour));
    byte[] planes = ImageFiles.read(file, 32);
    assertEquals(3 * 32 * 32, planes.length);
    // Formats that compress with loss, or have few colours, may come near only.
    assertColour(planes, 0, 0, 250, 100, 10);
    assertColour(planes, 31, 31, 250, 100, 10);
  }

  @Test
  void middleSquareIsTaken() throws IOException {
    BufferedImage image = picture(BufferedImage.TYPE_INT_RGB, 300, 100, Color.BLACK);
    for (int y = 0; y < 100; y++) {
      for (int x = 100; x < 200; x++) {
        image.setRGB(x, y, Color.GREEN.getRGB());
      }
    }
    byte[] planes = ImageFiles.read(write("wide.png", image), 32);
    assertColour(planes, 1, 16, 0, 255, 0);
    assertColour(planes, 30, 16, 0, 255, 0);
  }

  @Test
  void transparentPartsAreWhite() throws IOException {
    Color clear = new Color(0, 0, 0, 0);
    Path file = write("c.png", picture(BufferedImage.TYPE_INT_ARGB, 10, 10, clear));
    assertColour(ImageFiles.read(file, 32), 5, 5, 255, 255, 255);
  }

  @Test
  void tinyAndGreyPicturesAreFine() throws IOException {
    Path file = write("g.png", picture(BufferedImage.TYPE_BYTE_GRAY, 1, 1, Color.WHITE));
    assertColour(ImageFiles.read(file, 32), 16, 16, 255, 255, 255);
  }

  @Test
  void textNamedAsAPictureIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("text.png"), "no picture");
    var e = assertThrows(UserException.class, () -> ImageFiles.read(file, 32));
    assertEquals(file + " is not a picture that Java can read", e.getMessage());
  }

  @Test
  void damagedPicturesAreReadOrRefusedButNeverABug() throws IOException {
    for (String format : List.of("png", "jpg", "gif", "bmp")) {
      Path file = write("d." + format, picture(BufferedImage.TYPE_INT_RGB, 50, 50, Color.ORANGE));
      byte[] whole = Files.readAllBytes(file);
      int refused = 0;
      for (int i = 1; i < 60; i++) {
        byte[] cut = Arrays.copyOf(whole, whole.length * i / 60);
        Files.write(file, cut);
        refused += refuses(file);
        byte[] changed = whole.clone();
        changed[changed.length * i / 60] ^= 0x55;
        Files.write(file, changed);
        refused += refuses(file);
      }
      assertTrue(refused > 0, format + " was never refused");
    }
  }

  private static int refuses(Path file) {
    try {
      ImageFiles.read(file, 32);
      return 0;
    } catch (UserException e) {
      return 1;
    }
  }

  @Test
  void everyFifthPictureOfAClassIsKeptForTheTest() throws IOException {
    classFolder("own/red", 10, Color.RED);
    classFolder("own/blue", 5, Color.BLUE);
    Files.writeString(temp.resolve("own/red/notes.txt"), "passed over");
    Files.createDirectory(temp.resolve("own/.hidden"));
    ImageSet images = ImageFolders.read(temp.resolve("own"), new Cifar10(), Division.HELD_OUT);
    assertEquals(List.of("blue", "red"), images.classNames());
    assertEquals(List.of(4, 8), Arrays.stream(images.train().classCounts()).boxed().toList());
    assertEquals(List.of(1, 2), Arrays.stream(images.test().classCounts()).boxed().toList());
    for (int i = 0; i < images.train().count(); i++) {
      boolean blue = images.train().label(i) == 0;
      assertEquals(blue ? 255 : 0, images.train().pixel(i, 16, 16, 2));
      assertEquals(blue ? 0 : 255, images.train().pixel(i, 16, 16, 0));
    }
  }

  @Test
  void foldersTrainAndTestAreTakenAsTheyAre() throws IOException {
    classFolder("own/train/a", 2, Color.RED);
    classFolder("own/train/b", 3, Color.BLUE);
    classFolder("own/test/a", 1, Color.RED);
    classFolder("own/test/b", 1, Color.BLUE);
    ImageSet images = ImageFolders.read(temp.resolve("own"), new Cifar10(), Division.HELD_OUT);
    assertEquals(List.of("a", "b"), images.classNames());
    assertEquals(5, images.train().count());
    assertEquals(2, images.test().count());
  }

  @Test
  void classThatTheTestLacksIsNamed() throws IOException {
    classFolder("own/train/a", 1, Color.RED);
    classFolder("own/train/b", 1, Color.BLUE);
    classFolder("own/test/a", 1, Color.RED);
    var e =
        assertThrows(
            UserException.class,
            () -> ImageFolders.read(temp.resolve("own"), new Cifar10(), Division.HELD_OUT));
    assertTrue(e.getMessage().contains(temp.resolve("own/test/b").toString()), e.getMessage());
  }

  @Test
  void foldersWithTooLittleInThemAreRefused() throws IOException {
    classFolder("own/a", 3, Color.RED);
    var one =
        assertThrows(
            UserException.class,
            () -> ImageFolders.read(temp.resolve("own"), new Cifar10(), Division.HELD_OUT));
    assertTrue(one.getMessage().contains("2 to 255 classes"), one.getMessage());
    classFolder("own/b", 3, Color.BLUE);
    var few =
        assertThrows(
            UserException.class,
            () -> ImageFolders.read(temp.resolve("own"), new Cifar10(), Division.HELD_OUT));
    assertTrue(few.getMessage().contains("each class needs at least 5"), few.getMessage());
  }

  @Test
  void sourceIsFoundFromAnywhere() throws IOException {
    classFolder("own/a", 5, Color.RED);
    classFolder("own/b", 5, Color.BLUE);
    Path relative = Path.of("").toAbsolutePath().relativize(temp.resolve("own"));
    assertEquals(
        temp.resolve("own").toString(),
        ImageFolders.read(relative, new Cifar10(), Division.HELD_OUT).source());
  }
}
