package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_binary;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scales_mask;

import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;

/** What a primitive does besides its own operation: scales before it, post-ops after it. */
public final class Attributes {

  /** No attributes. */
  static final dnnl_primitive_attr NONE = null;

  private final dnnl_primitive_attr attributes = new dnnl_primitive_attr();
  private final dnnl_post_ops postOps = new dnnl_post_ops();

  public Attributes(Arena arena) {
    Status.check(dnnl_primitive_attr_create(attributes), "attributes");
    arena.own(() -> dnnl_primitive_attr_destroy(attributes));
    Status.check(dnnl_post_ops_create(postOps), "post-ops");
    arena.own(() -> dnnl_post_ops_destroy(postOps));
  }

  /** Multiplies an argument by one number that is given at execution. */
  public Attributes scaled(int argument) {
    Status.check(dnnl_primitive_attr_set_scales_mask(attributes, argument, 0), "a scale");
    return this;
  }

  public Attributes then(Eltwise function) {
    Status.check(
        dnnl_post_ops_append_eltwise(
            postOps, function.algorithm(), function.alpha(), function.beta()),
        "a post-op");
    return this;
  }

  /** Combines the result with another tensor, that is given at execution. */
  public Attributes thenBinary(int algorithm, Layout other) {
    Status.check(dnnl_post_ops_append_binary(postOps, algorithm, other.descriptor()), "a post-op");
    return this;
  }

  /** Adds what was in the destination before, times a factor. */
  public Attributes thenAdd(float factor) {
    Status.check(dnnl_post_ops_append_sum(postOps, factor, 0, dnnl_data_type_undef), "a post-op");
    return this;
  }

  dnnl_primitive_attr build() {
    Status.check(dnnl_primitive_attr_set_post_ops(attributes, postOps), "post-ops");
    return attributes;
  }
}
