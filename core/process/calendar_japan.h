// Japan's national holidays, and the business calendar that Genba starts with.
//
// Source: 国民の祝日に関する法律 (Act on National Holidays, no. 178 of 1948, as amended up to 2018)
// with its article 3: a holiday on a Sunday moves to the next day that is none (振替休日), and a
// day between two holidays is one (国民の休日); the special acts for 2019 (accession), 2020 and
// 2021 (Olympic Games). The equinoxes follow the formula published by the Hydrographic Department
// for 1980–2099; their legal date is announced each February for the next year.
#pragma once

#include <vector>

#include "core/process/calendar_text.h"

namespace genba {

// The years for which the law as programmed and the equinox formula hold.
constexpr int kFirstHolidayYear = 2007;
constexpr int kLastHolidayYear = 2099;

// Ascending. Empty for a year outside kFirstHolidayYear … kLastHolidayYear.
std::vector<Holiday> japan_holidays(int year);
// Those of the years, and from 29 December to 3 January.
std::vector<Holiday> default_business_holidays(int first_year, int last_year);

// Mon–Fri 09:00–18:00 Asia/Tokyo, closed on those holidays of all the years.
CalendarDefinition default_business_calendar();

}  // namespace genba
