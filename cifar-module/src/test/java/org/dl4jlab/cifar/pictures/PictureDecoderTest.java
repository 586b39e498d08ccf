package org.dl4jlab.cifar.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.dl4jlab.testing.Mutator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {

  private static final int SIZE = 32;
  private static final Color ORANGE = new Color(250, 100, 10);

  private static byte[] decode(byte[] picture) throws PictureException {
    return new PictureDecoder(SIZE).decode(PictureSource.of(picture));
  }

  private static int[] colourAt(byte[] planes, int x, int y) {
    return new int[] {
      planes[y * SIZE + x] & 0xFF,
      planes[(SIZE + y) * SIZE + x] & 0xFF,
      planes[(2 * SIZE + y) * SIZE + x] & 0xFF
    };
  }

  private static void assertAll(byte[] picture, int red, int green, int blue)
      throws PictureException {
    byte[] planes = decode(picture);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        assertArrayEquals(new int[] {red, green, blue}, colourAt(planes, x, y));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void coloursStayExactlyWhatTheyWere(String format) throws PictureException {
    for (int side : new int[] {1, 7, 32, 33, 640, 3000}) {
      BufferedImage picture = Pictures.plain(BufferedImage.TYPE_INT_RGB, side, side, ORANGE);
      assertAll(Pictures.encoded(picture, format), 250, 100, 10);
    }
  }

  /** Its reader takes what is missing for zeros: 40 million pixels of them here. */
  @Test
  @Timeout(10)
  void webpThatGoesOnBehindItsEndIsCutShort() {
    byte[] damaged = new Mutator(505).mutate(Pictures.webp(40, 30, Color.GREEN));
    String message =
        assertThrows(
                PictureException.class,
                () -> new PictureDecoder(32).decode(PictureSource.of(damaged)))
            .getMessage();
    assertEquals("is cut short", message);
  }

  @Test
  void webpIsRead() throws PictureException {
    assertAll(Pictures.webp(50, 40, ORANGE), 250, 100, 10);
    assertAll(Pictures.webp(3000, 2000, ORANGE), 250, 100, 10);
  }

  @Test
  void jpegIsRead() throws PictureException {
    for (int side : new int[] {32, 320, 3000}) {
      BufferedImage picture = Pictures.plain(BufferedImage.TYPE_INT_RGB, side, side, ORANGE);
      // Brightness and two differences of colour, each rounded, are not the very same colour.
      int[] colour = colourAt(decode(Pictures.encoded(picture, "jpg")), 16, 16);
      assertArrayEquals(new int[] {250, 101, 11}, colour, Arrays.toString(colour));
    }
  }

  @ParameterizedTest
  @CsvSource({"png, false", "png, true", "tiff, false"})
  void greyStaysTheGreyThatItWas(String format, boolean alpha) throws PictureException {
    int[] samples = alpha ? new int[] {128, 255} : new int[] {128};
    BufferedImage grey =
        Pictures.ofSamples(ColorSpace.CS_GRAY, alpha, DataBuffer.TYPE_BYTE, samples);
    assertAll(Pictures.encoded(grey, format), 128, 128, 128);
  }

  @Test
  void greyJpegStaysTheGreyThatItWas() throws PictureException {
    BufferedImage grey = Pictures.ofSamples(ColorSpace.CS_GRAY, false, DataBuffer.TYPE_BYTE, 128);
    assertAll(Pictures.encoded(grey, "jpg"), 128, 128, 128);
  }

  @Test
  void sixteenBitsBecomeEight() throws PictureException {
    int type = DataBuffer.TYPE_USHORT;
    BufferedImage grey = Pictures.ofSamples(ColorSpace.CS_GRAY, false, type, 0x8080);
    assertAll(Pictures.encoded(grey, "png"), 128, 128, 128);
    BufferedImage colours =
        Pictures.ofSamples(ColorSpace.CS_sRGB, false, type, 250 * 257, 100 * 257, 10 * 257);
    assertAll(Pictures.encoded(colours, "png"), 250, 100, 10);
    BufferedImage half = Pictures.ofSamples(ColorSpace.CS_sRGB, true, type, 0, 0, 0xFFFF, 0x8080);
    assertAll(Pictures.encoded(half, "png"), 127, 127, 255);
  }

  @Test
  void whatIsTransparentIsSeenOverWhite() throws PictureException {
    BufferedImage half =
        Pictures.plain(BufferedImage.TYPE_INT_ARGB, 100, 100, new Color(200, 0, 100, 51));
    // A fifth of the colour, four fifths of white.
    assertAll(Pictures.encoded(half, "png"), 244, 204, 224);
    BufferedImage grey = Pictures.ofSamples(ColorSpace.CS_GRAY, true, DataBuffer.TYPE_BYTE, 100, 0);
    assertAll(Pictures.encoded(grey, "png"), 255, 255, 255);
  }

  @ParameterizedTest
  @CsvSource({"1,1,255", "2,2,170", "4,8,136"})
  void greyOfFewBitsBecomesEight(int bits, int sample, int grey) throws PictureException {
    BufferedImage image =
        ImageTypeSpecifier.createGrayscale(bits, DataBuffer.TYPE_BYTE, false)
            .createBufferedImage(40, 40);
    for (int i = 0; i < 1600; i++) {
      image.getRaster().setSample(i % 40, i / 40, 0, sample);
    }
    assertAll(Pictures.encoded(image, "png"), grey, grey, grey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp"})
  void palettesAreLookedUp(String format) throws PictureException {
    byte[] colours = new byte[3 * 256];
    colours[3] = (byte) 250;
    colours[4] = 100;
    colours[5] = 10;
    IndexColorModel palette = new IndexColorModel(8, 256, colours, 0, false);
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_INDEXED, palette);
    for (int i = 0; i < 1600; i++) {
      image.getRaster().setSample(i % 40, i / 40, 0, 1);
    }
    assertAll(Pictures.encoded(image, format), 250, 100, 10);
  }

  @Test
  void inksOfAJpegBecomeColours() throws IOException, PictureException {
    assertAll(Pictures.cmykJpeg(0, 0, 0, 0), 255, 255, 255);
    int[] black = colourAt(decode(Pictures.cmykJpeg(255, 255, 255, 255)), 16, 16);
    assertTrue(Arrays.stream(black).allMatch(c -> c < 40), Arrays.toString(black));
    // How an ink looks is the printer's affair: systems bring profiles of their own.
    int[] cyan = colourAt(decode(Pictures.cmykJpeg(255, 0, 0, 0)), 16, 16);
    assertTrue(cyan[0] < 60 && cyan[1] > 130 && cyan[2] > 200, Arrays.toString(cyan));
  }

  @Test
  void profileOfAPngIsHonoured() throws IOException, PictureException {
    byte[] png =
        Pictures.encoded(Pictures.plain(BufferedImage.TYPE_INT_RGB, 32, 32, Color.GRAY), "png");
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write("linear\0\0".getBytes(StandardCharsets.US_ASCII));
    try (DeflaterOutputStream profile = new DeflaterOutputStream(chunk)) {
      profile.write(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
    }
    // Half the light is more than half the value of sRGB.
    assertAll(Pictures.withChunk(png, "iCCP", chunk.toByteArray()), 188, 188, 188);
  }

  @Test
  void profileOfAJpegIsHonoured() throws PictureException {
    byte[] jpeg =
        Pictures.encoded(Pictures.plain(BufferedImage.TYPE_INT_RGB, 32, 32, Color.GRAY), "jpg");
    ICC_Profile linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB);
    assertAll(Pictures.withProfile(jpeg, linear), 188, 188, 188);
    ICC_Profile usual = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    assertAll(Pictures.withProfile(jpeg, usual), 128, 128, 128);
  }

  @Test
  void gammaOfAPngIsHonoured() throws PictureException {
    byte[] png =
        Pictures.encoded(Pictures.plain(BufferedImage.TYPE_INT_RGB, 32, 32, Color.GRAY), "png");
    byte[] linear = ByteBuffer.allocate(4).putInt(100_000).array();
    byte[] usual = ByteBuffer.allocate(4).putInt(45_455).array();
    assertAll(Pictures.withChunk(png, "gAMA", linear), 186, 186, 186); // 255 (128/255)^(1/2.2)
    assertAll(Pictures.withChunk(png, "gAMA", usual), 128, 128, 128);
    byte[] srgb = Pictures.withChunk(png, "gAMA", linear);
    assertAll(Pictures.withChunk(srgb, "sRGB", new byte[1]), 128, 128, 128);
  }

  /** Where the red corner of the stored picture is looked at, by the Exif orientation. */
  @ParameterizedTest
  @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1"})
  void picturesAreTurnedUpright(int orientation, int right, int bottom) throws PictureException {
    BufferedImage image = Pictures.plain(BufferedImage.TYPE_INT_RGB, 64, 64, Color.WHITE);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        image.setRGB(x, y, Color.BLACK.getRGB());
      }
    }
    byte[] planes = decode(Pictures.withOrientation(Pictures.encoded(image, "jpg"), orientation));
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        int expected = x == right && y == bottom ? 0 : 255;
        assertArrayEquals(
            new int[] {expected, expected, expected}, colourAt(planes, 8 + 16 * x, 8 + 16 * y));
      }
    }
  }

  @Test
  void orientationIsFoundInAllFormats() throws IOException, PictureException {
    BufferedImage image = Pictures.plain(BufferedImage.TYPE_INT_RGB, 40, 40, ORANGE);
    byte[] exif = Pictures.exif(6);
    byte[] png = Pictures.withChunk(Pictures.encoded(image, "png"), "eXIf", exif);
    byte[] webp = Pictures.webpWithExif(40, 40, ORANGE, exif);
    for (byte[] picture : new byte[][] {png, webp}) {
      assertEquals(6, Orientation.of(PictureSource.of(picture)));
      assertAll(picture, 250, 100, 10);
    }
    assertEquals(1, Orientation.of(PictureSource.of(Pictures.encoded(image, "gif"))));
  }

  /** Of a picture with four different corners each turn is another one. */
  @Test
  void turnsAreThoseOfTheStandard() {
    int[] stored = {1, 2, 3, 4}; // 1 2 above 3 4
    int[][] seen = {
      {1, 2, 3, 4}, {2, 1, 4, 3}, {4, 3, 2, 1}, {3, 4, 1, 2},
      {1, 3, 2, 4}, {3, 1, 4, 2}, {4, 2, 3, 1}, {2, 4, 1, 3}
    };
    for (int orientation = 1; orientation <= 8; orientation++) {
      assertArrayEquals(seen[orientation - 1], Orientation.turned(stored, 2, orientation));
    }
  }

  @Test
  void firstOfAnAnimationIsTaken() throws IOException, PictureException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (Color colour : new Color[] {Color.BLUE, Color.RED, Color.GREEN}) {
        BufferedImage frame = Pictures.plain(BufferedImage.TYPE_BYTE_INDEXED, 40, 40, colour);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    assertAll(out.toByteArray(), 0, 0, 255);
    assertAll(Pictures.animatedWebp(40, 40, Color.BLUE, Color.RED), 0, 0, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
  void pictureThatEndsEarlyIsNoticed(String format) {
    byte[] whole = Pictures.encoded(Pictures.noise(200, 150), format);
    for (int share = 1; share < 10; share++) {
      byte[] start = Arrays.copyOf(whole, whole.length * share / 10);
      var e = assertThrows(PictureException.class, () -> decode(start), format + " " + share);
      assertTrue(e.getMessage().matches("is (cut short|damaged)"), e.getMessage());
    }
  }

  @Test
  void whatIsNoPictureIsRefusedWithTheReason() {
    assertRefused(new byte[0], "is empty");
    assertRefused(
        "no picture".getBytes(StandardCharsets.UTF_8), "is not a picture that Java can read");
    assertRefused(
        "....ftypheic....".getBytes(StandardCharsets.UTF_8),
        "is a picture in the format HEIC, which cannot be read here; convert it to JPEG or PNG");
    assertRefused(
        "....ftypavif....".getBytes(StandardCharsets.UTF_8),
        "is a picture in the format AVIF, which cannot be read here; convert it to JPEG or PNG");
  }

  private static void assertRefused(byte[] file, String reason) {
    assertEquals(reason, assertThrows(PictureException.class, () -> decode(file)).getMessage());
  }

  @Test
  void picturesAreKnownByTheirNames() {
    for (String name : new String[] {"a/B.JPEG", "c.jfif", "d.WebP", "e.tif", "f.bmp"}) {
      assertTrue(PictureFormats.isReadable(name), name);
    }
    for (String name : new String[] {"a/notes.txt", "a/png", ".png", "a/.jpg"}) {
      assertTrue(!PictureFormats.isReadable(name) && !PictureFormats.isUnreadable(name), name);
    }
    for (String name : new String[] {"IMG_1.HEIC", "b.avif", "c.CR2"}) {
      assertTrue(PictureFormats.isUnreadable(name), name);
    }
  }
}
