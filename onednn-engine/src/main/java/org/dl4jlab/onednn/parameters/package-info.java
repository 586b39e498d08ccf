/** Parameters, gradients and moments while they are trained, and what updates them. */
package org.dl4jlab.onednn.parameters;
