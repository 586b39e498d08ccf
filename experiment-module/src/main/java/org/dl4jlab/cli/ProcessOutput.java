package org.dl4jlab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dl4jlab.terminal.CleanOutput;

/** A stream of the process that remembers why something could not be written. */
final class ProcessOutput extends CleanOutput {

  private static final Charset CHARSET = charset();

  private final Watched stream;

  private ProcessOutput(Watched stream) {
    super(new OutputStreamWriter(stream, CHARSET));
    this.stream = stream;
  }

  static ProcessOutput of(FileDescriptor descriptor) {
    return new ProcessOutput(new Watched(new FileOutputStream(descriptor)));
  }

  /**
   * The person's own; where that has no letters but English ones, files have others all the same.
   */
  private static Charset charset() {
    Charset own = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    return own.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : own;
  }

  /** Why something was lost; nothing where nothing was, or where nobody listens any more. */
  Optional<String> failure() {
    flush();
    unclean().flush();
    return Optional.ofNullable(stream.failure)
        .map(failure -> String.valueOf(failure.getMessage()))
        .filter(reason -> !reason.contains("Broken pipe"));
  }

  /** Writers lose exceptions. */
  private static final class Watched extends FilterOutputStream {

    private IOException failure;

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
