-- Parts of an hour's budget of short messages, so that strangers cannot use up all of it: 'unproven' for numbers that nobody has proven,
-- and one for each country but our own. Rows go after two days.
create table sms_share (
    hour  timestamptz not null,
    share text        not null,
    sent  integer     not null,
    primary key (hour, share)
);

-- Which messages have taken their part, so that a message that is tried again takes no second one. Rows go after a week.
create table sms_taken (
    message  uuid        primary key,
    taken_at timestamptz not null
);
create index sms_taken_at on sms_taken (taken_at);

-- Takes a message's part of the hour's budget. Answers how many the hour has with it; 0 when the message took its part before; -1 when the
-- hour is used up, -2 when what is for unproven numbers is, -3 when the country's share is. The row of the hour lets one through at a time.
create function sms_take(
    p_message uuid, p_now timestamptz, p_country text, p_proven boolean, p_most integer, p_most_unproven integer, p_most_country integer)
returns integer language plpgsql as $$
declare
    the_hour constant timestamptz := date_trunc('hour', p_now);
    total integer;
begin
    insert into sms_hour (hour, sent) values (the_hour, 0) on conflict do nothing;
    select sent into total from sms_hour where hour = the_hour for update;
    if exists (select from sms_taken where message = p_message) then
        return 0;
    end if;
    if total >= p_most then
        return -1;
    end if;
    if not p_proven and exists (select from sms_share where hour = the_hour and share = 'unproven' and sent >= p_most_unproven) then
        return -2;
    end if;
    if exists (select from sms_share where hour = the_hour and share = p_country and sent >= p_most_country) then
        return -3;
    end if;

    update sms_hour set sent = sent + 1 where hour = the_hour;
    insert into sms_share as taken (hour, share, sent)
    select the_hour, share, 1 from unnest(case when p_proven then array[p_country] else array[p_country, 'unproven'] end) as share
    on conflict (hour, share) do update set sent = taken.sent + 1;
    insert into sms_taken (message, taken_at) values (p_message, p_now);
    return total + 1;
end $$;
