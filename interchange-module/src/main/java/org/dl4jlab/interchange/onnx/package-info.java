/** Networks as ONNX files, from their description as programs. */
package org.dl4jlab.interchange.onnx;
