-- Read model of invitations, kept by ReferralProjection in the transaction of each newcomer's state; and the account that rewards come from.
create table referral (
    newcomer_id     text        primary key,
    referrer_id     text        not null,
    status          smallint    not null,
    joined_at       timestamptz not null,
    rewarded_at     timestamptz,
    -- Whole rupiah that were credited; zero while nothing was.
    newcomer_reward bigint      not null,
    referrer_reward bigint      not null
);
create index referral_of_referrer on referral (referrer_id, joined_at desc, newcomer_id desc);
-- For the leaderboard of a month: 2 is rewarded.
create index referral_rewarded on referral (rewarded_at) where status = 2;

insert into ledger_account (code, currency, floor) values ('system:promo', 360, null);
