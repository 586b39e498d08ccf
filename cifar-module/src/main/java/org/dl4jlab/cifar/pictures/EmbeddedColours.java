package org.dl4jlab.cifar.pictures;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.InflaterInputStream;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.NodeList;

/**
 * What a PNG says of its colours, which Java's reader leaves aside: a profile, or else a gamma
 * (W3C, <i>Portable Network Graphics</i>, 11.3.2). Where it says sRGB, or nothing, there is
 * neither.
 *
 * @param profile of the samples, null where there is none
 * @param exponent that makes a sample of 0 to 1 one of sRGB; 1 where that changes nothing
 */
record EmbeddedColours(ICC_Profile profile, double exponent) {

  static final EmbeddedColours NONE = new EmbeddedColours(null, 1);

  private static final String PNG = "javax_imageio_png_1.0";
  private static final int MOST_PROFILE_BYTES = 1 << 24;

  /** The gamma of sRGB as the chunk states it, a hundred thousand times its value. */
  private static final double SRGB_GAMMA = 45_455;

  /** Gammas nearer than this are one, as the standard recommends. */
  private static final double SAME = 0.05;

  /**
   * @param metadata of any format's reader, null where it has none
   */
  static EmbeddedColours of(IIOMetadata metadata) throws IOException {
    if (metadata == null || !PNG.equals(metadata.getNativeMetadataFormatName())) {
      return NONE;
    }
    IIOMetadataNode chunks = (IIOMetadataNode) metadata.getAsTree(PNG);
    IIOMetadataNode profile = first(chunks, "iCCP");
    if (profile != null) {
      return new EmbeddedColours(inflated((byte[]) profile.getUserObject()), 1);
    }
    IIOMetadataNode gamma = first(chunks, "gAMA");
    if (gamma == null || first(chunks, "sRGB") != null) {
      return NONE;
    }
    double exponent = SRGB_GAMMA / Integer.parseInt(gamma.getAttribute("value"));
    return Double.isInfinite(exponent) || Math.abs(exponent - 1) < SAME
        ? NONE
        : new EmbeddedColours(null, exponent);
  }

  private static IIOMetadataNode first(IIOMetadataNode chunks, String name) {
    NodeList found = chunks.getElementsByTagName(name);
    return found.getLength() == 0 ? null : (IIOMetadataNode) found.item(0);
  }

  private static ICC_Profile inflated(byte[] compressed) throws IOException {
    try (InflaterInputStream bytes =
        new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      return ICC_Profile.getInstance(bytes.readNBytes(MOST_PROFILE_BYTES));
    }
  }
}
