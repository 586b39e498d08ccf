package org.dl4jlab.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.engine.Classification;
import org.dl4jlab.train.Predictions;

/**
 * An image and its prediction.
 *
 * @param name what is written under it, such as a file's name; null for nothing
 * @param predicted the most likely class
 * @param actual the class it has, null where nobody knows
 * @param probability of the most likely class, 0 to 1
 */
public record PredictedImage(
    BufferedImage image, String name, String predicted, String actual, double probability) {

  /** One of the images that a classifier of several classes has predicted. */
  public static PredictedImage of(ImageDataset images, Predictions predictions, int image) {
    float[] probabilities = predictions.probabilities()[image];
    int predicted = Classification.of(probabilities);
    return new PredictedImage(
        picture(images, image),
        null,
        images.classNames().get(predicted),
        images.classNames().get(images.label(image)),
        probabilities[predicted]);
  }

  public boolean known() {
    return actual != null;
  }

  public boolean right() {
    return predicted.equals(actual);
  }

  /** An image of a data set as a picture, a pixel for a pixel. */
  public static BufferedImage picture(ImageDataset images, int image) {
    BufferedImage picture =
        new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < images.height(); row++) {
      for (int column = 0; column < images.width(); column++) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          int plane = Math.min(channel, images.channels() - 1);
          rgb = rgb << 8 | images.pixel(image, row, column, plane);
        }
        picture.setRGB(column, row, rgb);
      }
    }
    return picture;
  }

  /** The same as a PNG file in Base64, as pages hold it. */
  public static String png(ImageDataset images, int image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture(images, image), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
