/** Calls in their order with the memory that they work in; profiles. */
package org.dl4jlab.onednn.plan;
