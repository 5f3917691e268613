import type { RegistrationForm, RegistrationView } from "../../ipc";

/** A registration as typed: every field a text. */
export type Typed = Omit<RegistrationForm, "draft">;
export type FieldName = keyof Typed;
export type FieldFault = "needed" | "mcc" | "region" | "email" | "website" | "long";

export const blank: Typed = {
  merchant: "",
  display_name: "",
  mcc: "",
  legal_name: "",
  registration_type: "ENTERPRISE_REGISTRATION_NO",
  registration_no: "",
  business_type: "ENTERPRISE",
  region: "",
  city: "",
  address: "",
  zip: "",
  email: "",
  website: "",
  store: "",
  store_name: "",
  store_mcc: "",
};

/** The form in four groups, in the order in which a person knows the answers. */
export const groups: readonly {
  name: "shop" | "company" | "address" | "store";
  fields: readonly FieldName[];
}[] = [
  { name: "shop", fields: ["merchant", "display_name", "mcc", "website", "email"] },
  { name: "company", fields: ["legal_name", "business_type", "registration_type", "registration_no"] },
  { name: "address", fields: ["region", "city", "address", "zip"] },
  { name: "store", fields: ["store", "store_name", "store_mcc"] },
];

const optional: ReadonlySet<FieldName> = new Set(["zip", "email", "website"]);

export function isOptional(field: FieldName): boolean {
  return optional.has(field);
}

// The gateway's limits in characters.
const most: Partial<Record<FieldName, number>> = { merchant: 64, store: 32, store_name: 256, website: 2048 };

export function mostOf(field: FieldName): number {
  return most[field] ?? 256;
}

function faultOf(field: FieldName, typed: Typed): FieldFault | null {
  const text = typed[field].trim();
  if (text === "") return isOptional(field) ? null : "needed";
  if (text.length > mostOf(field)) return "long";
  switch (field) {
    case "mcc":
    case "store_mcc":
      return /^\d{4}$/.test(text) ? null : "mcc";
    case "region":
      return /^[A-Z]{2}$/.test(text) ? null : "region";
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : "email";
    case "website":
      return /^https?:\/\/\S+\.\S+$/.test(text) ? null : "website";
    default:
      return null;
  }
}

/** What is wrong, field by field. */
export function faultsOf(typed: Typed): ReadonlyMap<FieldName, FieldFault> {
  const faults = new Map<FieldName, FieldFault>();
  for (const { fields } of groups) {
    for (const field of fields) {
      const fault = faultOf(field, typed);
      if (fault) faults.set(field, fault);
    }
  }
  return faults;
}

export function formOf(typed: Typed, draft: string): RegistrationForm {
  const plain = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.trim()])) as Typed;
  return { ...plain, draft };
}

// The gateway's names of the fields it has on file, by the last part of their path.
const onFile: Record<string, FieldName> = {
  merchantMCC: "mcc",
  registrationType: "registration_type",
  registrationNo: "registration_no",
  businessType: "business_type",
  region: "region",
  city: "city",
  address1: "address",
  zipCode: "zip",
  storeMCC: "store_mcc",
  url: "website",
};

/** The form's field behind a field of the gateway ("merchantInfo.merchantMCC"), when it shows it. */
export function fieldBehind(path: string): FieldName | null {
  if (path in blank) return path as FieldName;
  const last =
    path
      .split(/[.[\]]+/)
      .filter((part) => part !== "" && !/^\d+$/.test(part))
      .at(-1) ?? "";
  const names: Record<string, FieldName> = {
    ...onFile,
    referenceMerchantId: "merchant",
    merchantDisplayName: "display_name",
    legalName: "legal_name",
    contactNo: "email",
    referenceStoreId: "store",
    storeName: "store_name",
  };
  return names[last] ?? null;
}

/** The form filled with what is known of an earlier registration: its own names, and what the gateway has on file. */
export function filledFrom(earlier: RegistrationView): Typed {
  const typed = { ...blank };
  for (const [path, text] of earlier.on_file) {
    const last =
      path
        .split(/[.[\]]+/)
        .filter((part) => part !== "" && !/^\d+$/.test(part))
        .at(-1) ?? "";
    const field = onFile[last];
    // The first one said is the merchant's; a store's address comes after it.
    if (field && (typed[field] === "" || typed[field] === blank[field])) typed[field] = text;
  }
  return {
    ...typed,
    merchant: earlier.merchant,
    display_name: earlier.display_name,
    legal_name: earlier.legal_name,
    store: earlier.store ?? "",
    store_name: earlier.store_name ?? "",
  };
}
