package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_invalid_arguments;
import static org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

/** oneDNN's status codes as exceptions. */
final class Status {

  private Status() {}

  static void check(int status, String what) {
    if (status == dnnl_success) {
      return;
    }
    if (status == dnnl_out_of_memory) {
      throw new OutOfMemoryError("oneDNN: no memory for " + what);
    }
    String reason =
        status == dnnl_unimplemented
            ? "is not implemented on this processor"
            : status == dnnl_invalid_arguments ? "has invalid arguments" : "failed, " + status;
    throw new IllegalStateException("oneDNN: %s %s".formatted(what, reason));
  }
}
