package org.dl4jlab.cifar.pictures;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.imageio.stream.ImageInputStream;

/**
 * Notices a reader that goes on after the end of a file. TwelveMonkeys' reader of WebP takes what
 * is not there for zeros, and a file of some bytes for a picture of millions of pixels.
 */
final class EndOfFile implements InvocationHandler {

  /** Readers look ahead, but not so often. */
  private static final int MOST_ATTEMPTS = 1000;

  private final ImageInputStream in;
  private int attempts;

  private EndOfFile(ImageInputStream in) {
    this.in = in;
  }

  /**
   * The same stream, which throws an {@link UncheckedIOException} at last; readers catch checked
   * ones.
   */
  static ImageInputStream notedIn(ImageInputStream in) {
    return (ImageInputStream)
        Proxy.newProxyInstance(
            EndOfFile.class.getClassLoader(),
            new Class<?>[] {ImageInputStream.class},
            new EndOfFile(in));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      Object result = method.invoke(in, arguments);
      if (method.getName().equals("read") && result.equals(-1)) {
        note(new EOFException());
      }
      return result;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof EOFException end) {
        note(end);
      }
      throw e.getCause();
    }
  }

  private void note(EOFException end) {
    if (++attempts > MOST_ATTEMPTS) {
      throw new UncheckedIOException(end);
    }
  }
}
