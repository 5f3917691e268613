import { expect, test } from "vitest";
import type { RegistrationView } from "../../ipc";
import { blank, faultsOf, fieldBehind, filledFrom, formOf, type Typed } from "./sheet";

const typed: Typed = {
  ...blank,
  merchant: "M-1",
  display_name: "Tea Corner",
  mcc: "5499",
  legal_name: "Tea Corner Ltd",
  registration_no: "MADE-UP-1",
  region: "SG",
  city: "Singapore",
  address: "1 Sample Street",
  store: "S-1",
  store_name: "Corner",
  store_mcc: "5499",
};

test("a whole form has no fault and is sent without blanks around its texts", () => {
  expect([...faultsOf(typed)]).toEqual([]);
  expect(formOf({ ...typed, city: " Singapore " }, "D-1")).toMatchObject({
    draft: "D-1",
    city: "Singapore",
    store: "S-1",
  });
});

test("an empty form names every field that is needed, and none that is not", () => {
  expect([...faultsOf(blank).keys()]).toEqual([
    "merchant",
    "display_name",
    "mcc",
    "legal_name",
    "registration_no",
    "region",
    "city",
    "address",
    "store",
    "store_name",
    "store_mcc",
  ]);
});

test("codes, regions, addresses and lengths are looked at before anything is sent", () => {
  const faults = (part: Partial<Typed>) => [...faultsOf({ ...typed, ...part })];
  expect(faults({ mcc: "549" })).toEqual([["mcc", "mcc"]]);
  expect(faults({ region: "Singapore" })).toEqual([["region", "region"]]);
  expect(faults({ email: "tea" })).toEqual([["email", "email"]]);
  expect(faults({ website: "tea.example" })).toEqual([["website", "website"]]);
  expect(faults({ merchant: "M".repeat(65) })).toEqual([["merchant", "long"]]);
});

test("a merchant is registered with its store only", () => {
  const alone = { ...typed, store: "", store_name: "", store_mcc: "" };
  expect([...faultsOf(alone).keys()]).toEqual(["store", "store_name", "store_mcc"]);
});

test("a field of the gateway is found on the form", () => {
  expect(fieldBehind("merchantInfo.merchantMCC")).toBe("mcc");
  expect(fieldBehind("merchantInfo.registrationDetail.contactInfo[0].contactNo")).toBe("email");
  expect(fieldBehind("store_mcc")).toBe("store_mcc");
  expect(fieldBehind("merchantInfo.logo.logoUrl")).toBeNull();
});

test("registering again begins with what is known", () => {
  const earlier = {
    merchant: "M-1",
    display_name: "Tea Corner",
    legal_name: "Tea Corner Ltd",
    store: "S-1",
    store_name: "Corner",
    on_file: [
      ["merchantInfo.merchantMCC", "5499"],
      ["merchantInfo.merchantAddress.region", "SG"],
      ["merchantInfo.merchantAddress.city", "Singapore"],
      ["merchantInfo.registrationDetail.businessType", "INDIVIDUAL"],
      ["storeInfo.storeMCC", "5812"],
      ["storeInfo.storeAddress.city", "Jurong"],
    ],
  } as unknown as RegistrationView;
  expect(filledFrom(earlier)).toMatchObject({
    merchant: "M-1",
    store: "S-1",
    mcc: "5499",
    store_mcc: "5812",
    region: "SG",
    city: "Singapore",
    business_type: "INDIVIDUAL",
    registration_no: "",
  });
});
