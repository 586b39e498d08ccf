package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Loader;

/** The oneDNN library: one processor and one stream of work serve the whole process. */
public final class OneDnn {

  private OneDnn() {}

  /** Made at the first use, and for the life of the process: they hold no memory to speak of. */
  private static final class Library {
    static final dnnl_engine ENGINE = new dnnl_engine();
    static final dnnl_stream STREAM = new dnnl_stream();

    static {
      Status.check(dnnl_engine_create(ENGINE, dnnl_cpu, 0), "an engine");
      Status.check(dnnl_stream_create(STREAM, ENGINE, dnnl_stream_default_flags), "a stream");
    }
  }

  /** Why oneDNN cannot be used here; empty when it can. */
  public static Optional<String> unavailable() {
    try {
      Loader.load(org.bytedeco.dnnl.global.dnnl.class);
      engine();
      return Optional.empty();
    } catch (LinkageError | IllegalStateException e) {
      return Optional.of(
          "oneDNN's native library cannot be loaded on %s (%s)"
              .formatted(
                  Loader.getPlatform(),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  static dnnl_engine engine() {
    return Library.ENGINE;
  }

  static dnnl_stream stream() {
    return Library.STREAM;
  }
}
