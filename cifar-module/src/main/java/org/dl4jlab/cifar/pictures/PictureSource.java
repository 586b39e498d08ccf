package org.dl4jlab.cifar.pictures;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Where the bytes of a picture are. */
@FunctionalInterface
public interface PictureSource {

  /** The bytes from the first one on; the caller closes the stream. */
  InputStream bytes() throws IOException, PictureException;

  /** The same for a decoder, which goes back and forth in them; the caller closes it. */
  default ImageInputStream image() throws IOException, PictureException {
    InputStream bytes = bytes();
    return new MemoryCacheImageInputStream(bytes) {
      @Override
      public void close() throws IOException {
        super.close();
        bytes.close();
      }
    };
  }

  /** A file, also one whose name the system's encoding cannot express. */
  static PictureSource of(Path file) {
    return new PictureSource() {
      @Override
      public InputStream bytes() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public ImageInputStream image() throws IOException, PictureException {
        return file.toFile().exists()
            ? ImageIO.createImageInputStream(file.toFile())
            : PictureSource.super.image();
      }
    };
  }

  static PictureSource of(byte[] content) {
    return () -> new ByteArrayInputStream(content);
  }
}
