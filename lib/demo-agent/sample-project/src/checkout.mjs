import { subtotal } from "./cart.mjs";
import { discount } from "./discounts.mjs";
import { shippingFee } from "./shipping.mjs";

/** What a customer pays, in cents, with the parts it is made of. */
export function checkout(lines) {
  const goods = subtotal(lines);
  const off = discount(goods);
  const shipping = shippingFee(goods - off);
  return { goods, off, shipping, total: goods - off + shipping };
}
