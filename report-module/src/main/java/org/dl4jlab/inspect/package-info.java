/** What a trained image network has learnt: its filters, and what its layers make of an image. */
package org.dl4jlab.inspect;
