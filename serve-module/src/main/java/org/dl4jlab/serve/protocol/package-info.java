/**
 * The <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>,
 * version 2, over HTTP: requests and answers, also with <a
 * href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md">
 * binary tensors</a> behind their JSON.
 */
package org.dl4jlab.serve.protocol;
