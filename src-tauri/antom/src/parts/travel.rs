use super::{Address, UserName};
use crate::fields::{checks, fields};

fields! {
    /// `Transit`: a journey that is paid for.
    #[derive(Debug)]
    pub struct Transit {
        /// `FLIGHT`, `TRAIN`, `CRUISE` or `COACH`.
        pub transit_type: Option<String> = "transitType",
        /// Its parts.
        pub legs: Vec<Leg> = "legs" [10],
        /// Who travels.
        pub passengers: Vec<Passenger> = "passengers" [100],
        /// The agency's code.
        pub agent_code: Option<String> = "agentCode",
        /// The agency's name.
        pub agent_name: Option<String> = "agentName",
        /// The ticket.
        pub ticket_number: Option<String> = "ticketNumber",
        /// Who issued it.
        pub ticket_issuer_code: Option<String> = "ticketIssuerCode",
        /// Whether it can be given back.
        pub restricted_ticket_indicator: Option<String> = "restrictedTicketIndicator",
        /// What was bought besides.
        pub ancillary_data: Option<Ancillaries> = "ancillaryData",
    }

    /// `Leg`: one part of a journey.
    #[derive(Debug)]
    pub struct Leg {
        /// When it starts; local times have no offset.
        pub departure_time: Option<String> = "departureTime",
        /// When it ends.
        pub arrival_time: Option<String> = "arrivalTime",
        /// Where it starts.
        pub departure_address: Option<Address> = "departureAddress",
        /// Where it ends.
        pub arrival_address: Option<Address> = "arrivalAddress",
        /// Who carries.
        pub carrier_name: Option<String> = "carrierName" [128],
        /// The carrier's number.
        pub carrier_no: Option<String> = "carrierNo" [64],
        /// `FIRSTLEVEL`, `SECONDLEVEL` or `THIRDLEVEL`.
        pub class_type: Option<String> = "classType",
        /// Airport.
        pub departure_airport_code: Option<String> = "departureAirportCode" [8],
        /// Airport.
        pub arrival_airport_code: Option<String> = "arrivalAirportCode" [8],
        /// The fare's code.
        pub fare_basis: Option<String> = "fareBasis",
        /// The coupon of the ticket.
        pub coupon_number: Option<String> = "couponNumber",
        /// The flight.
        pub flight_number: Option<String> = "flightNumber",
        /// The booking.
        pub passenger_name_record: Option<String> = "passengerNameRecord",
        /// How the ticket reaches the traveller.
        pub ticket_delivery_method: Option<String> = "ticketDeliveryMethod",
        /// To whom it is sent.
        pub ticket_delivery_recipient: Option<String> = "ticketDeliveryRecipient",
    }

    /// `Passenger`.
    #[derive(Debug)]
    pub struct Passenger {
        /// Name.
        pub passenger_name: Option<UserName> = "passengerName",
        /// Email address.
        pub passenger_email: Option<crate::SecretText> = "passengerEmail" [64],
        /// Telephone number.
        pub passenger_phone_no: Option<crate::SecretText> = "passengerPhoneNo" [32],
        /// The number of the document; personal, so not in debug output.
        pub passenger_id: Option<crate::SecretText> = "passengerId",
        /// Which document: `PASSPORT`, `NATIONAL_ID_CARD` and others.
        pub passenger_id_type: Option<String> = "passengerIdType",
        /// Adult, child, infant.
        pub passenger_code: Option<String> = "passengerCode",
    }

    /// `AncillaryData`: what was bought besides the journey.
    #[derive(Debug)]
    pub struct Ancillaries {
        /// Each of it.
        pub services: Vec<AncillaryService> = "services",
        /// The ticket it belongs to.
        pub connected_ticket_number: Option<String> = "connectedTicketNumber",
    }

    /// One of them.
    #[derive(Debug)]
    pub struct AncillaryService {
        /// Its category.
        pub category_code: Option<String> = "categoryCode",
        /// Its narrower category.
        pub sub_category_code: Option<String> = "subCategoryCode",
    }

    /// `Lodging`: a stay that is paid for.
    #[derive(Debug)]
    pub struct Lodging {
        /// The house.
        pub hotel_name: Option<String> = "hotelName" [128],
        /// Where it is.
        pub hotel_address: Option<Address> = "hotelAddress",
        /// First day.
        pub check_in_date: Option<String> = "checkInDate",
        /// Last day.
        pub check_out_date: Option<String> = "checkOutDate",
        /// Digits.
        pub number_of_nights: Option<String> = "numberOfNights",
        /// Digits.
        pub number_of_rooms: Option<String> = "numberOfRooms",
        /// Who stays.
        pub guest_names: Vec<UserName> = "guestNames" [100],
        /// Kind of room.
        pub room_class: Option<String> = "roomClass",
        /// How the voucher reaches the guest.
        pub ticket_delivery_method: Option<String> = "ticketDeliveryMethod",
        /// To whom it is sent.
        pub ticket_delivery_recipient: Option<String> = "ticketDeliveryRecipient",
    }

    /// `Gaming`: credit of a game that is paid for.
    #[derive(Debug)]
    pub struct Gaming {
        /// The game.
        pub game_name: Option<String> = "gameName" [128],
        /// The player.
        pub topped_up_user: Option<String> = "toppedUpUser" [128],
        /// The player's email address.
        pub topped_up_email: Option<crate::SecretText> = "toppedUpEmail" [64],
        /// The player's telephone number.
        pub topped_up_phone_no: Option<crate::SecretText> = "toppedUpPhoneNo" [32],
    }
}

checks!(Transit, Leg, Passenger, Ancillaries, AncillaryService, Lodging, Gaming);
