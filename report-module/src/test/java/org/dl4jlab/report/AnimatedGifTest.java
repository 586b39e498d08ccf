package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class AnimatedGifTest {

  private static BufferedImage plain(Color colour) {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(colour);
    g.fillRect(0, 0, 20, 10);
    g.dispose();
    return image;
  }

  private static ImageReader reader(AnimatedGif gif) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    gif.writeTo(out);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(out.toByteArray())));
    return reader;
  }

  private static IIOMetadataNode metadata(ImageReader reader, int frame, String name)
      throws IOException {
    IIOMetadataNode root =
        (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
    NodeList nodes = root.getElementsByTagName(name);
    assertEquals(1, nodes.getLength(), name);
    return (IIOMetadataNode) nodes.item(0);
  }

  @Test
  void framesAndTheirTimesAreReadBack() throws IOException {
    List<BufferedImage> frames =
        List.of(plain(Palette.BLUE), plain(Palette.PAPER), plain(Palette.VERMILION));
    ImageReader reader = reader(new AnimatedGif(frames, 900, 4000));
    assertEquals(3, reader.getNumImages(true));
    String[] hundredths = {"90", "90", "400"};
    for (int i = 0; i < 3; i++) {
      assertEquals(frames.get(i).getRGB(3, 3), reader.read(i).getRGB(3, 3));
      assertEquals(
          hundredths[i], metadata(reader, i, "GraphicControlExtension").getAttribute("delayTime"));
    }
    reader.dispose();
  }

  @Test
  void repeatsForEver() throws IOException {
    ImageReader reader = reader(new AnimatedGif(List.of(plain(Palette.BLUE)), 100, 100));
    IIOMetadataNode loop = metadata(reader, 0, "ApplicationExtension");
    assertEquals("NETSCAPE", loop.getAttribute("applicationID"));
    assertArrayEquals(new byte[] {1, 0, 0}, (byte[]) loop.getUserObject());
    reader.dispose();
  }

  @Test
  void nothingIsNoAnimation() {
    assertThrows(IllegalArgumentException.class, () -> new AnimatedGif(List.of(), 100, 100));
  }
}
