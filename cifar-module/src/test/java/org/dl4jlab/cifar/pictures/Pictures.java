package org.dl4jlab.cifar.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes pictures of known colours in many formats. */
public final class Pictures {

  private Pictures() {}

  public static BufferedImage plain(int type, int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D g = image.createGraphics();
    g.setColor(colour);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  /** Pixels of any colour. */
  public static BufferedImage noise(int width, int height) {
    Random random = new Random(1);
    BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      noise.setRGB(i % width, i / width, random.nextInt());
    }
    return noise;
  }

  /** The picture in a format that a writer of Java knows. */
  public static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("Nobody writes this picture as " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** One colour in samples of a width: grey, or grey and alpha, or colours. */
  static BufferedImage ofSamples(int space, boolean alpha, int dataType, int... samples) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space),
            alpha,
            false,
            alpha ? ComponentColorModel.TRANSLUCENT : ComponentColorModel.OPAQUE,
            dataType);
    WritableRaster raster = model.createCompatibleWritableRaster(32, 32);
    fill(raster, samples);
    return new BufferedImage(model, raster, false, null);
  }

  private static void fill(WritableRaster raster, int... samples) {
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.setPixel(x, y, samples);
      }
    }
  }

  /** A JPEG of four inks, inverted as Adobe's programs write it. */
  static byte[] cmykJpeg(int cyan, int magenta, int yellow, int black) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null);
    fill(raster, 255 - cyan, 255 - magenta, 255 - yellow, 255 - black);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    byte[] adobe = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    return inserted(out.toByteArray(), 2, adobe);
  }

  /** Exif data that say how the camera was held. */
  static byte[] exif(int orientation) {
    ByteBuffer data = ByteBuffer.allocate(26);
    data.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    data.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    data.putShort((short) orientation).putShort((short) 0).putInt(0);
    return data.array();
  }

  static byte[] withOrientation(byte[] jpeg, int orientation) {
    return withSegment(jpeg, 0xE1, "Exif\0\0", exif(orientation));
  }

  static byte[] withProfile(byte[] jpeg, ICC_Profile profile) {
    return withSegment(jpeg, 0xE2, "ICC_PROFILE\0\1\1", profile.getData());
  }

  private static byte[] withSegment(byte[] jpeg, int marker, String name, byte[] content) {
    byte[] start = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer segment = ByteBuffer.allocate(4 + start.length + content.length);
    segment.put((byte) 0xFF).put((byte) marker);
    segment.putShort((short) (2 + start.length + content.length)).put(start).put(content);
    return inserted(jpeg, 2, segment.array());
  }

  /** A WebP in the container that also holds Exif data. */
  static byte[] webpWithExif(int width, int height, Color colour, byte[] exif) {
    byte[] plain = webp(width, height, colour);
    ByteBuffer file =
        ByteBuffer.allocate(plain.length + 18 + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(plain, 0, 4).putInt(file.capacity() - 8).put(plain, 8, 4);
    file.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(8); // has Exif
    file.putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1)).put((byte) 0);
    file.put(plain, 12, plain.length - 12);
    file.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
    return file.array();
  }

  /** An animated WebP of whole frames, each of a colour. */
  static byte[] animatedWebp(int width, int height, Color... colours) {
    ByteBuffer file = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(0);
    file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(2); // animated
    file.putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1)).put((byte) 0);
    file.put("ANIM".getBytes(StandardCharsets.US_ASCII)).putInt(6).putInt(0).putShort((short) 0);
    for (Color colour : colours) {
      byte[] plain = webp(width, height, colour);
      file.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + plain.length - 12);
      file.put(new byte[6]).putShort((short) (width - 1)).put((byte) 0);
      file.putShort((short) (height - 1)).put((byte) 0).putInt(100); // for 100 ms
      file.put(plain, 12, plain.length - 12);
    }
    file.putInt(4, file.position() - 8);
    return Arrays.copyOf(file.array(), file.position());
  }

  /** The PNG with one more chunk behind its header. */
  static byte[] withChunk(byte[] png, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
    chunk.putInt(content.length).put(name).put(content).putInt((int) sum.getValue());
    return inserted(png, 33, chunk.array());
  }

  private static byte[] inserted(byte[] file, int at, byte[] more) {
    ByteBuffer all = ByteBuffer.allocate(file.length + more.length);
    return all.put(file, 0, at).put(more).put(file, at, file.length - at).array();
  }

  /**
   * A lossless WebP of one colour: each of its five prefix codes has a single symbol, so its pixels
   * take no bits (Google, <i>WebP Lossless Bitstream Specification</i>, 2012).
   */
  public static byte[] webp(int width, int height, Color colour) {
    BitWriter bits = new BitWriter();
    bits.put(0x2F, 8).put(width - 1, 14).put(height - 1, 14).put(0, 1).put(0, 3);
    bits.put(0, 1).put(0, 1).put(0, 1); // no transform, no colour cache, one group of codes
    for (int symbol : new int[] {colour.getGreen(), colour.getRed(), colour.getBlue(), 255, 0}) {
      bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
    }
    byte[] data = bits.toByteArray();
    ByteBuffer file = ByteBuffer.allocate(20 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + data.length);
    file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return file.array();
  }

  private static final class BitWriter {
    private final byte[] bytes = new byte[64];
    private int position;

    BitWriter put(int value, int count) {
      for (int i = 0; i < count; i++, position++) {
        bytes[position / 8] |= (value >> i & 1) << (position % 8);
      }
      return this;
    }

    byte[] toByteArray() {
      return bytes; // with zeros behind, as readers look ahead
    }
  }
}
